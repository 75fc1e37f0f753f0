"""From bytes to plain data that remembers line and column."""
