"""How answers become scores, as a public page."""
