"""Pages that stand alone: one HTML file of findings each, for whoever works with an instrument."""
