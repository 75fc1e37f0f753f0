"""How many wrong codes may be typed from one place before the door stays shut for a while.

The only count by network address there is: whoever guesses codes has no link yet to count by.
"""

from __future__ import annotations

import hashlib
from typing import cast

from flask import current_app, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from quiz.web.services import services

MOST_WRONG = parse("100 per 10 minutes")
"""Generous: a whole company may sit behind one address. Of 64 million codes it still tries very few."""

_KEY = "limelight.wrong_codes"


def refuse_guessing() -> None:
    """Raises TooManyRequests when too many wrong codes came from this place."""
    if not _limiter().test(MOST_WRONG, _place()):
        raise TooManyRequests(retry_after=MOST_WRONG.get_expiry())


def count_wrong_code() -> None:
    _limiter().hit(MOST_WRONG, _place())


def _place() -> str:
    """Not the address itself, but what nobody can read it from."""
    secret = services().settings.secret_key.get_secret_value()
    return hashlib.sha256(f"{secret}{request.remote_addr}".encode()).hexdigest()


def _limiter() -> FixedWindowRateLimiter:
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = FixedWindowRateLimiter(MemoryStorage())
    return cast("FixedWindowRateLimiter", extensions[_KEY])
