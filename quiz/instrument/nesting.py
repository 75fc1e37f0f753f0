"""Editions that nest: each asks what the shorter one asked, in the same order, and then more.

So whoever finished one may go on to the next, and answers nothing twice (docs/adr/0040).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from quiz.instrument.instrument import Edition, Instrument


@dataclass(frozen=True)
class Portion:
    """What is asked in one go: an edition from its start, or what it asks beyond the finished one `after`."""

    instrument: Instrument
    edition: Edition
    after: Edition | None = None

    @property
    def after_id(self) -> str:
        return self.after.id if self.after else ""

    @property
    def asked_before(self) -> int:
        """How many items were answered before; the numbers go on from there."""
        return len(self.after.items) if self.after else 0

    @cached_property
    def asked(self) -> Edition:
        """The portion as an edition of its own, with the longer one's name, and a minute at least."""
        if self.after is None:
            return self.edition
        minutes = max(1, self.edition.minutes - self.after.minutes)
        return replace(self.edition, minutes=minutes, items=self.edition.items[self.asked_before :])


def nested_editions(instrument: Instrument) -> tuple[Edition, ...]:
    """All editions, the shortest first, if there are several and each begins the next; else none."""
    by_length = sorted(instrument.editions.values(), key=lambda edition: len(edition.items))
    nest = len(by_length) > 1 and all(_begins(shorter, longer) for shorter, longer in pairwise(by_length))
    return tuple(by_length) if nest else ()


def next_portion(instrument: Instrument, edition_id: str) -> Portion | None:
    """What whoever finished this edition may go on with; None after the longest, and where none nest."""
    pairs = pairwise(nested_editions(instrument))
    return next((Portion(instrument, longer, each) for each, longer in pairs if each.id == edition_id), None)


def is_answered_with(instrument: Instrument, edition_id: str, given_id: str) -> bool:
    """Whether whoever finished the edition `given_id` has answered the edition `edition_id` by that, too."""
    ids = [edition.id for edition in nested_editions(instrument)]
    return edition_id == given_id or (given_id in ids and edition_id in ids[: ids.index(given_id)])


def _begins(shorter: Edition, longer: Edition) -> bool:
    ids = [item.id for item in longer.items]
    count = len(shorter.items)
    return count < len(ids) and ids[:count] == [item.id for item in shorter.items]
