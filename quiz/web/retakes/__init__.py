"""Taking it again from one's private page, and what moved since."""
