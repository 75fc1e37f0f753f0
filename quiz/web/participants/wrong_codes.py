"""How many wrong codes may be typed from one place before the door stays shut for a while.

The only count by network address there is: whoever guesses codes has no link yet to count by. A whole room
may sit behind one address, and one of them may play with codes. So a code that was typed right from a place
before stays good there: whoever guesses has gained nothing by it, and the room is not locked out.
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

KNOWN = parse("1 per 2 hours")
"""Not a limit: one hit says that a code is known in a place, and for how long that is remembered."""

_KEY = "limelight.wrong_codes"


def refuse_guessing(code: str = "") -> None:
    """Raises TooManyRequests when too many wrong codes came from this place, unless it knows this one."""
    if not _limiter().test(MOST_WRONG, _place()) and not (code and _is_known(code)):
        raise TooManyRequests(retry_after=MOST_WRONG.get_expiry())


def count_wrong_code() -> None:
    _limiter().hit(MOST_WRONG, _place())


def note_right_code(code: str) -> None:
    """Somebody in this place has this workshop's code."""
    _limiter().hit(KNOWN, _place(), code)


def _is_known(code: str) -> bool:
    return not _limiter().test(KNOWN, _place(), code)


def _place() -> str:
    """Not the address itself, but what nobody can read it from."""
    secret = services().settings.secret_key.get_secret_value()
    return hashlib.sha256(f"{secret}{request.remote_addr}".encode()).hexdigest()


def _limiter() -> FixedWindowRateLimiter:
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = FixedWindowRateLimiter(MemoryStorage())
    return cast("FixedWindowRateLimiter", extensions[_KEY])
