"""Running a workshop: create it, press the moves, hand out links, delete it."""
