"""Who may be told what in a workshop. Nobody can be told less than is promised here, by any page or export.

A picture rests on at least the minimum group, and all pictures of a round together leave everybody in them
among as many people whom nothing published can tell apart (see `exposure`). A picture that was published once
is never taken back from those who saw it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.workshop.exposure import classes, fewest_exposed

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


def may_show_picture(finished: int, minimum: int) -> bool:
    """Whether there may be a picture of that many finished response sets at all."""
    return finished >= minimum


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
    if _may_publish(published, finished, minimum):
        return Reveal.ANEW
    return Reveal.FROZEN if published else Reveal.NOTHING


def still_needed(published: Sequence[Picture], finished: Picture, minimum: int) -> int | None:
    """How many more must finish before a reveal shows something new: 0 when it would now.

    None when no number of newcomers would do in this round, because too few withdrew to hide each other; then
    a new round is the way.
    """
    sizes = classes([*published, finished])
    newcomers = sizes.pop((*(False for _ in published), True), 0)
    if any(size < minimum for size in sizes.values()):
        return None
    if newcomers == 0 and _may_publish(published, finished, minimum):
        return 0
    return max(0, minimum - newcomers)


def _may_publish(published: Sequence[Picture], finished: Picture, minimum: int) -> bool:
    if not may_show_picture(len(set(finished)), minimum):
        return False
    if published and set(published[-1]) == set(finished):
        return False  # nothing new to show
    return fewest_exposed([*published, finished]) >= minimum
