"""A workshop: made, run from the console, joined, answered on phones, shown on a screen, taken home."""
