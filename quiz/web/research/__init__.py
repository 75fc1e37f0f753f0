"""Consent to research, by the result's owner alone."""
