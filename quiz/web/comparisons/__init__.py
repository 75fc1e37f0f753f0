"""Two results side by side, while both people consent."""
