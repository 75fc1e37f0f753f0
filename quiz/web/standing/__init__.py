"""Where a result stands among others, and whether its scores count for them."""
