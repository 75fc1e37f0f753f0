"""Charts of two people side by side."""
