"""A result scored, drawn and put into words: what private, shared and card pages are made of."""
