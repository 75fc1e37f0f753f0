"""What the answers of one person, of two or of a team say: figures and words. No framework, clock or file."""
