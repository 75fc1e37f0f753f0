"""Taking part in a workshop: come in by the code, wait, see the picture, commit, withdraw."""
