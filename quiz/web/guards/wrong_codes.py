"""How many wrong codes may be typed from one place before the door stays shut for a while.

By network address, for whoever guesses codes has no link yet to count by. A whole room may sit behind one
address, and one of them may play with codes. So a code that was right in a place before stays good there:
whoever guesses has gained nothing by it, and the room is not locked out. What cannot be a code is no guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from limits import parse

from quiz.web.guards.limits import TooOftenError, limit_store
from quiz.web.guards.network_address import hashed_address

MOST_WRONG = parse("100 per 10 minutes")
"""Generous: a whole company may sit behind one address. Of 64 million codes it still tries very few."""

KNOWN = parse("1 per 2 hours")
"""Not a limit: one hit says that a code is known in a place, and for how long that is remembered."""

_OTHER_SITES = frozenset({"cross-site", "same-site"})


@dataclass(frozen=True)
class Guesses:
    """Wrong codes of one kind, counted by themselves."""

    kind: str

    def refuse(self, code: str) -> None:
        """Raises TooOftenError when too many wrong codes came from this place, unless it knows this one."""
        who = (self._counted(), hashed_address())
        if not limit_store().may(MOST_WRONG, *who) and not self._is_known(code):
            raise TooOftenError(limit_store().seconds_until_next(MOST_WRONG, *who))

    def count(self) -> None:
        """One more that nobody has."""
        limit_store().hit(MOST_WRONG, self._counted(), hashed_address())

    def note_right(self, code: str) -> None:
        """Somebody in this place has this code."""
        limit_store().hit(KNOWN, f"right {self.kind}", hashed_address(code))

    def _is_known(self, code: str) -> bool:
        return not limit_store().may(KNOWN, f"right {self.kind}", hashed_address(code))

    def _counted(self) -> str:
        """What leads here from other sites counts by itself: it may be their doing, and not this place's."""
        return f"wrong {self.kind}{' by another site' if _is_by_another_site() else ''}"


JOIN_CODES = Guesses("join code")
PAPER_CODES = Guesses("paper code")


def is_part_of_another_site() -> bool:
    """Whether this is an image or a frame on another site's page: nobody has followed a link to it."""
    return _is_by_another_site() and request.headers.get("Sec-Fetch-Dest", "document") != "document"


def _is_by_another_site() -> bool:
    return request.headers.get("Sec-Fetch-Site") in _OTHER_SITES
