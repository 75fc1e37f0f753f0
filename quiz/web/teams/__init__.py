"""A team's picture as pages show it, on whichever screen, and as files to take home."""
