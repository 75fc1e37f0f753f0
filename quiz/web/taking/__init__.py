"""Answering: the page, what it sends, and how a submit that cannot be taken is rescued."""
