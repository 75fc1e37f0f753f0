"""What is kept, and how. Takes and returns core objects, never rows; knows no web and no charts."""
