"""Team's picture: of how many it is told that they lean to an end, and nothing else of anybody.

A picture is made of one kind of number. It is even, so it is never about one person. It is "at least", so
nobody can be found by taking others away from it. And it stops well below everybody, so that also in a team
of one mind each may be the one who is not. What is not told looks the same whether it is too few or there is
another reason. tests/workshop/attacker.py tries all of it; docs/adr/0036 says why. Who may be in a picture
at all is decided elsewhere (see `quiz.workshop.disclosure`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.instrument.instrument import SCORE_MID, Facet, Instrument, Side
from quiz.measurement.profile import Profile, Score

LEAN = 10.0
"""Points from the middle: who is that far from it, or further, leans to that end in a team's picture."""

MOVED = 4
"""Of two rounds: figures that lie so far apart cannot come from fewer than three people."""

NOT_TOLD = "not told"

_Merge = Callable[[int, Sequence[int]], int]


@dataclass(frozen=True)
class Leanings:
    """Of how many it is told that they lean to the low and to the high pole; 0 where nothing is told."""

    low: int
    high: int

    def of(self, side: Side) -> int:
        return self.low if side == "low" else self.high

    @property
    def shared_side(self) -> Side | None:
        """The only end of which anything is told."""
        if (self.low == 0) == (self.high == 0):
            return None
        return "low" if self.low else "high"


@dataclass(frozen=True)
class TeamPicture:
    """What is told of `n` people: by facet id how they lean, by archetype id how many stand in its quarter.

    `is_later`: figures are "about" and not "at least", since they were compared with an earlier round's.
    """

    n: int
    facets: Mapping[str, Leanings]
    quarters: Mapping[str, int]
    is_later: bool = False

    def in_words(self, count: int) -> str:
        if count == 0:
            return NOT_TOLD
        return f"about {count}" if self.is_later else f"at least {count}"

    def is_half(self, count: int) -> bool:
        """Whether as much is told as that half of them or more are meant."""
        return 0 < self.n <= 2 * count


class IncompleteProfileError(ValueError):
    """A profile with an unscored part was to be in a picture."""


def told(count: int, n: int) -> int:
    """What is told of a count among n people: the even number below it, and at most `most_told`."""
    return min(count - count % 2, most_told(n))


def most_told(n: int) -> int:
    """The largest number that is ever told of n people: two of every three, and none of three people.

    At least two are always left out of it. So somebody in the room, who knows their own answers, still has
    one person more to wonder about; among nine or more, two of them together have.
    """
    return 2 * (n // 3) if n > 3 else 0


def is_complete(profile: Profile) -> bool:
    """Whether everything is scored. Only such profiles may be in a picture, and then in all its parts."""
    parts = (profile.headline, *profile.domains.values(), *profile.facets.values())
    return all(part is not None for part in parts)


def team_picture(profiles: Iterable[Profile], instrument: Instrument) -> TeamPicture:
    """The picture of these people's profiles, all under one instrument, in whatever order.

    Raises IncompleteProfileError, or ValueError for fewer than two profiles: one person is no group.
    """
    n, ends, quarters = 0, Counter[tuple[str, Side | None]](), Counter[tuple[Side | None, ...]]()
    for profile in profiles:  # each is let go of at once: ten thousand are a lot to keep
        n += 1
        if not is_complete(profile):
            raise IncompleteProfileError("every part of every profile must be scored")
        ends.update((facet.id, _side(profile.facets[facet.id], LEAN)) for facet in instrument.facets)
        quarters[tuple(_side(profile.domains[domain.id]) for domain in instrument.domains)] += 1
    if n < 2:
        raise ValueError(f"profiles: got {n}, expected at least 2")
    return TeamPicture(
        n=n,
        facets={
            facet.id: Leanings(told(ends[facet.id, "low"], n), told(ends[facet.id, "high"], n))
            for facet in instrument.facets
        },
        quarters=_quarters({each.id: told(quarters[each.sides], n) for each in instrument.archetypes}, n),
    )


def grown(picture: TeamPicture, before: TeamPicture) -> TeamPicture:
    """A further picture of the same round, of the people in `before` and of newcomers.

    No figure rises by more than would be told of the newcomers alone: else one could learn that all of them
    lean one way.
    """
    most = most_told(picture.n - before.n)
    return _merged(picture, lambda now, was: min(now, was[0] + most), [before])


def beside(picture: TeamPicture, earlier: Sequence[TeamPicture]) -> TeamPicture:
    """What a picture tells beside all pictures of earlier rounds, the oldest first, each as it was made.

    A figure within MOVED of an earlier one stays what it was, or is not told when there are several: whoever
    knows that one or two people were exchanged, came or left learns nothing of them. Where fewer people came
    than before, it is lowered to what may be told of these.
    """
    if not earlier:
        return picture
    compared, n = _merged(picture, _beside, earlier), picture.n
    facets = {
        facet_id: Leanings(told(each.low, n), told(each.high, n))
        for facet_id, each in compared.facets.items()
    }
    return replace(compared, facets=facets, quarters=_quarters(dict(compared.quarters), n), is_later=True)


def leanings_words(picture: TeamPicture, facet: Facet) -> str:
    """How many lean which way, as far as it is told: the same words on every screen and in every file."""
    told_of = picture.facets[facet.id]
    if told_of == Leanings(0, 0):
        return NOT_TOLD
    ends = ((told_of.low, facet.low_pole), (told_of.high, facet.high_pole))
    parts = [f"{picture.in_words(count)} lean to “{pole}”" for count, pole in ends if count]
    unsaid = [f"“{pole}” {NOT_TOLD}" for count, pole in ends if not count]
    return ", ".join([*parts, *unsaid])


def _side(score: Score | None, distance: float = 0.0) -> Side | None:
    """The side of the middle on which a score lies, that far off or further; the middle is on neither."""
    away = 0.0 if score is None else score.score - SCORE_MID
    if away == 0 or abs(away) < distance:
        return None
    return "low" if away < 0 else "high"


def _quarters(counts: dict[str, int], n: int) -> dict[str, int]:
    """Lowered, the largest first, until they tell of no more people together than one figure may.

    Else two quarters on the same side of a domain could tell that everybody is on it.
    """
    while sum(counts.values()) > most_told(n):
        largest = max(counts.values())
        counts = {key: count - 2 if count == largest else count for key, count in counts.items()}
    return counts


def _beside(now: int, earlier: Sequence[int]) -> int:
    if all(abs(now - was) >= MOVED for was in earlier):
        return now
    return earlier[0] if len(earlier) == 1 else 0


def _merged(picture: TeamPicture, merge: _Merge, others: Sequence[TeamPicture]) -> TeamPicture:
    """Each figure merged with the same one of other pictures; what they do not have stays as it is."""

    def merged(now: int, found: Sequence[int]) -> int:
        return merge(now, found) if found else now

    facets = {}
    for facet_id, leanings in picture.facets.items():
        same = [each.facets[facet_id] for each in others if facet_id in each.facets]
        low = merged(leanings.low, [each.low for each in same])
        facets[facet_id] = Leanings(low, merged(leanings.high, [each.high for each in same]))
    quarters = {
        key: merged(count, [each.quarters[key] for each in others if key in each.quarters])
        for key, count in picture.quarters.items()
    }
    return replace(picture, facets=facets, quarters=quarters)
