"""What is asked: the instrument as frozen objects, and the file they are read from."""
