"""Pages that stand alone, of an instrument for its operator: one HTML file of findings each."""
