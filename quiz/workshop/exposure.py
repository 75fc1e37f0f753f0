"""How few people the published pictures, taken together, speak of.

A picture gives sums over the people in it: of scores, of squares, of how many lean which way. Whoever sees
several pictures can add and subtract them, and learns the sum over those who do not cancel out. Two pictures
of forty and forty-one people give away the newcomer; three pictures can give away one person although any two
of them differ by many. What counts is the smallest group of people that any such combination is about.

People who are in exactly the same pictures can never be told apart; they form a class. A combination gives
each class one factor, so the question is a small one of linear algebra: which factors over the pictures leave
the fewest people with a factor other than nought? The best of them cancel out as many independent classes as
can be, so trying all sets of those is enough. (In coding theory: the minimum weight of a linear code.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

MOST_PICTURES = 5
"""Of one round. People come once and leave once, so five pictures make 15 classes at most: milliseconds."""

Pattern = tuple[int, ...]
"""1 for each picture a person is in, 0 for the others."""

Row = list[Fraction]


def fewest_exposed(pictures: Sequence[Collection[object]]) -> int:
    """The size of the smallest group that a combination of the pictures is about; 0 without any picture.

    A person's key stands for them in every picture. Raises ValueError for more than MOST_PICTURES.
    """
    if len(pictures) > MOST_PICTURES:
        raise ValueError(f"pictures: got {len(pictures)}, expected at most {MOST_PICTURES}")
    classes = _classes(pictures)
    if not classes:
        return 0
    independent = _independent_columns(list(classes))
    reduced: Counter[Pattern] = Counter()
    for pattern, size in classes.items():
        reduced[tuple(pattern[column] for column in independent)] += size
    return min(_people_left(factors, reduced) for factors in _combinations(list(reduced), len(independent)))


def _classes(pictures: Sequence[Collection[object]]) -> Counter[Pattern]:
    """How many people share each pattern of pictures."""
    members = [set(picture) for picture in pictures]
    everybody = set().union(*members)
    return Counter(tuple(int(person in picture) for picture in members) for person in everybody)


def _people_left(factors: Row, classes: Mapping[Pattern, int]) -> int:
    """How many people the combination with these factors is about."""
    return sum(
        size
        for pattern, size in classes.items()
        if sum(factor for factor, is_in in zip(factors, pattern, strict=True) if is_in)
    )


def _combinations(patterns: list[Pattern], rank: int) -> Iterator[Row]:
    """The factors, up to a factor, that cancel out each independent set of rank - 1 classes."""
    for cancelled in combinations(patterns, rank - 1):
        solved = _reduced([[Fraction(each) for each in pattern] for pattern in cancelled])
        if len(solved) == rank - 1:
            yield _orthogonal(solved, rank)


def _independent_columns(patterns: list[Pattern]) -> list[int]:
    """The pictures that are no combination of the ones before them."""
    chosen: list[int] = []
    for column in range(len(patterns[0])):
        rows = [[Fraction(pattern[each]) for pattern in patterns] for each in (*chosen, column)]
        if len(_reduced(rows)) == len(chosen) + 1:
            chosen.append(column)
    return chosen


def _reduced(rows: list[Row]) -> list[Row]:
    """The rows in reduced echelon form, without those that are nought (Gauss and Jordan)."""
    done: list[Row] = []
    for row in rows:
        rest = row
        for other in done:
            rest = _without(rest, other)
        if any(rest):
            head = rest[_lead(rest)]
            leading = [each / head for each in rest]
            done = [*(_without(other, leading) for other in done), leading]
    return done


def _without(row: Row, other: Row) -> Row:
    """The row with nought where the other one, which begins with 1, begins."""
    factor = row[_lead(other)]
    return [a - factor * b for a, b in zip(row, other, strict=True)]


def _lead(row: Row) -> int:
    """The column of the first entry that is not nought."""
    return next(column for column, value in enumerate(row) if value)


def _orthogonal(solved: list[Row], width: int) -> Row:
    """The one direction that is orthogonal to `width` - 1 independent rows in reduced form."""
    leads = {_lead(row): row for row in solved}
    free = next(column for column in range(width) if column not in leads)
    return [Fraction(1) if column == free else -leads[column][free] for column in range(width)]
