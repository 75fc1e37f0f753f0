"""A result, for whoever holds its private link."""
