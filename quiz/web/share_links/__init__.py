"""Share links, for the owner of a result: preview, make, list, take back."""
