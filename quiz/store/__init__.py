"""What is kept, and how. Takes and returns core objects, never rows; knows nothing of the web or of charts."""
