"""Disclosure: who may be told what in a workshop, whichever page or export it is that tells.

A picture rests on at least the minimum group. A further one of the same round has everybody of the last one
in it, and at least as many newcomers. So people come in groups of at least the minimum, and those of a group
are in exactly the same pictures: they can change places, and no picture becomes another. What a picture tells
is `quiz.measurement.team`'s to say. A picture that was published once is never taken back from who saw it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

MINIMUM_DEFAULT = 5
MINIMUM_FLOOR = 3
"""Below three, each of two people would see the other's answers by taking away their own."""

MINIMUM_CEILING = 100


class MinimumGroupError(ValueError):
    """A minimum group that may not be chosen, or not any more."""


@dataclass(frozen=True)
class Counts:
    """All that is told before the reveal, and all that is ever told below the minimum group."""

    joined: int
    answering: int
    finished: int


def chosen_minimum(wanted: int, current: int | None = None, joined: int = 0) -> int:
    """The minimum group after this choice; `current` is None for a new workshop. Raises MinimumGroupError.

    It is promised to everybody who joins: from the first one on it may be raised and never lowered.
    """
    if not MINIMUM_FLOOR <= wanted <= MINIMUM_CEILING:
        raise MinimumGroupError(f"The minimum group must be from {MINIMUM_FLOOR} to {MINIMUM_CEILING}.")
    if joined > 0 and current is not None and wanted < current:
        raise MinimumGroupError(
            f"Somebody has joined already, and was promised a minimum of {current}. It can only be raised."
        )
    return wanted


class Reveal(StrEnum):
    """What the press on "reveal" brings."""

    NOTHING = "nothing"
    """Too few have finished, and there is no picture yet: only counts."""

    FROZEN = "frozen"
    """The picture that was published last, as it was."""

    ANEW = "anew"
    """A picture of those who have finished now, to be frozen and published."""


Picture = Collection[object]
"""The keys of the response sets a picture was made of, each once; kept also when a person has withdrawn."""


def reveal(published: Sequence[Picture], finished: Picture, minimum: int) -> Reveal:
    """What to show, given all pictures of this round so far, oldest first, and who has finished now."""
    if still_needed(published, finished, minimum) == 0:
        return Reveal.ANEW
    return Reveal.FROZEN if published else Reveal.NOTHING


def still_needed(published: Sequence[Picture], finished: Picture, minimum: int) -> int | None:
    """How many more must finish before a reveal shows something new: 0 when it would now.

    None when no number of newcomers would do, because somebody left; then a new round is the way.
    """
    last = set(published[-1]) if published else set()
    newcomers = set(finished) - last
    return None if last - set(finished) else max(0, minimum - len(newcomers))
