"""A workshop's rules and nothing else: its stages, who may be told what, and the codes people type."""
