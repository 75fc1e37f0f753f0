"""The settings of an installation: what may be set, and the only reader of the environment."""
