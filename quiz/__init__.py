"""Limelight. Nothing is imported here, so that importing the scoring never imports Flask."""
