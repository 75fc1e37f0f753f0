"""From a command to a listening server: what is checked before, and how the server's processes live."""
