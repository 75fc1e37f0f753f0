"""What somebody can work out from a picture who thinks of every way in which people may answer.

`python -m tests.workshop.attacker` prints the table of docs/workshops.md.

Each person stands low, in the middle or high on each domain, with all of its facets: nine ways, each as
likely as another, so that a third of all guesses at a side are right without any picture. That domain and
facets go together is the worst case: what one figure tells may be held against another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from math import factorial, prod

from quiz.instrument.file import parse_instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import TeamPicture, beside, team_picture
from quiz.settings.environment import ROOT
from tests.builders import a_score

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
SIDES = (20.0, 50.0, 80.0)

Kind = tuple[float, float]
KINDS: tuple[Kind, ...] = tuple(product(SIDES, repeat=2))

Seen = defaultdict[object, defaultdict[float, Fraction]]
Room = tuple[Kind, ...]
"""What kind of person each is, in order: who is who makes no difference to a picture."""

GROUPS = (3, 4, 5, 6)
HEADERS = ("People", "Who looks", "Certain of another’s side", "Guesses right", "Surest guess")


@dataclass(frozen=True)
class Learnt:
    """Over all rooms: how often somebody's side is certain, how often the best guess at it is right, and how
    likely it is to be right in the worst of rooms.
    """

    certain: Fraction
    right: Fraction
    surest: Fraction


def learnt(n: int, known: int, show: Callable[[Room], object] | None = None) -> Learnt:
    """What `known` of n people learn together about the facets of any one of the others."""
    seen: Seen = defaultdict(lambda: defaultdict(Fraction))
    for ours, others in product(rooms(known), rooms(n - known)):
        shown = (show or picture_of)(tuple(sorted(ours + others)))
        weight = Fraction(ways(ours) * ways(others))
        for kind in others:
            seen[ours, shown][kind[0]] += weight / len(others)
    return _judged(seen.values())


def learnt_of_the_newcomer(n: int, show: Callable[[TeamPicture, TeamPicture], object]) -> Learnt:
    """What the pictures of two rounds tell of the one person who came in place of another.

    All others answer as before: whoever expects that knows more than anybody can.
    """
    seen: Seen = defaultdict(lambda: defaultdict(Fraction))
    shown: dict[tuple[str, str], str] = {}
    for stayed, left, came in product(rooms(n - 1), KINDS, KINDS):
        first, second = (tuple(sorted((*stayed, each))) for each in (left, came))
        pair = picture_of(first), picture_of(second)
        if pair not in shown:
            shown[pair] = f"{pair[0]} {show(made_of(first), made_of(second))!r}"
        seen[shown[pair]][came[0]] += ways(stayed)
    return _judged(seen.values())


def _judged(seen: Iterable[Mapping[float, Fraction]]) -> Learnt:
    """Of how likely each side is, for each thing that may be seen."""
    everything = certain = right = surest = Fraction(0)
    for sides in seen:
        likely, best = sum(sides.values(), Fraction()), max(sides.values())
        everything, right, surest = everything + likely, right + best, max(surest, best / likely)
        certain += likely if len(sides) == 1 else Fraction()
    return Learnt(certain / everything, right / everything, surest)


def rooms(n: int) -> Iterator[Room]:
    return combinations_with_replacement(KINDS, n)


def ways(room: Room) -> int:
    """In how many orders these people can come."""
    return factorial(len(room)) // prod(factorial(count) for count in Counter(room).values())


@cache
def picture_of(room: Room) -> str:
    """The picture of these people, of which all screens and files are made."""
    return repr(made_of(room))


@cache
def made_of(room: Room) -> TeamPicture:
    return team_picture(map(a_person, room), INSTRUMENT)


@cache
def a_person(kind: Kind) -> Profile:
    first, second = INSTRUMENT.domains
    across, up = map(a_score, kind)
    facets = {facet.id: across for facet in first.facets} | {facet.id: up for facet in second.facets}
    return Profile(a_score(sum(kind) / 2), {first.id: across, second.id: up}, facets, None, None)


def table() -> list[str]:
    """The lines of the table, for Markdown."""
    lines = [HEADERS, ("---",) * len(HEADERS)]
    for n in GROUPS:
        for name, known in _who_looks(n).items():
            lines.append(_line(n, name, learnt(n, known)))
        newcomer = learnt_of_the_newcomer(n, lambda first, second: beside(second, [first]))
        lines.append(_line(n, "who sees two rounds, for one person exchanged", newcomer))
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _who_looks(n: int) -> dict[str, int]:
    names = {"who sees the picture only": 0, "one who is in it": 1, "two of them together": 2}
    return {name: known for name, known in names.items() if known < n - 1} | {"all but one together": n - 1}


def _line(n: int, name: str, found: Learnt) -> tuple[str, ...]:
    certain = "never" if found.certain == 0 else _percent(found.certain)
    return str(n), name, certain, _percent(found.right), _percent(found.surest)


def _percent(share: Fraction) -> str:
    return f"{100 * float(share):.0f} %"


def main(lines: Sequence[str]) -> None:
    print("\n".join(lines))


if __name__ == "__main__":
    main(table())
