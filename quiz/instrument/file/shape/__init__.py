"""Which keys, types and numbers of things the format wants."""
