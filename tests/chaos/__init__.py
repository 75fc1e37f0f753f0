"""`make chaos`: people answer and rooms reveal while the server is done harm; then the books are checked.

CHAOS_SECONDS is how long on each database, CHAOS_SEED what is drawn from, CHAOS_DATABASES which of them.
"""
