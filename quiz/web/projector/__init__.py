"""What everybody in the room sees, and the small state that all screens ask for."""
