"""Charts of a profile, of two, of one over time, and of a team: figures, words, tables. Knows no people."""
