"""What must hold across the whole instrument, and what authors should think twice about."""
