"""What is kept no longer: the periods, what falls under them, and the sweep that deletes it."""
