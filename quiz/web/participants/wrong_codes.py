"""How many wrong codes may be typed from one place before the door stays shut for a while.

By network address, for whoever guesses codes has no link yet to count by. A whole room may sit behind one
address, and one of them may play with codes. So a code that was typed right from a place before stays good
there: whoever guesses has gained nothing by it, and the room is not locked out.
"""

from __future__ import annotations

from limits import parse
from werkzeug.exceptions import TooManyRequests

from quiz.web.limits import limit_store
from quiz.web.places import place

MOST_WRONG = parse("100 per 10 minutes")
"""Generous: a whole company may sit behind one address. Of 64 million codes it still tries very few."""

KNOWN = parse("1 per 2 hours")
"""Not a limit: one hit says that a code is known in a place, and for how long that is remembered."""

_WRONG, _RIGHT = "wrong code", "right code"


def refuse_guessing(code: str = "") -> None:
    """Raises TooManyRequests when too many wrong codes came from this place, unless it knows this one."""
    if not limit_store().may(MOST_WRONG, _WRONG, place()) and not (code and _is_known(code)):
        raise TooManyRequests(retry_after=MOST_WRONG.get_expiry())


def count_wrong_code() -> None:
    limit_store().hit(MOST_WRONG, _WRONG, place())


def note_right_code(code: str) -> None:
    """Somebody in this place has this workshop's code."""
    limit_store().hit(KNOWN, _RIGHT, place(code))


def _is_known(code: str) -> bool:
    return not limit_store().may(KNOWN, _RIGHT, place(code))
