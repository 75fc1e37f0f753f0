"""How few people the published pictures of a round, taken together, leave impossible to tell apart.

A picture is the same whoever of the people in it gave which answers. So people who are in exactly the same
pictures can change places, and every picture stays what it is, with its roundings, counts and sentences:
nothing that is made from pictures can tell them apart. They form a class, and the smallest class is what
counts.

It is not enough that no sum or difference of pictures is about few people. A count is never below nought: if
one of three leans low in the first picture and none in the second, it was the one who left, however many
came in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

Pattern = tuple[bool, ...]
"""For each picture, the oldest first, whether a person is in it."""


def fewest_exposed(pictures: Sequence[Collection[object]]) -> int:
    """The size of the smallest class of people who are in exactly the same pictures; 0 without anybody.

    A person's key stands for them in every picture.
    """
    return min(classes(pictures).values(), default=0)


def classes(pictures: Sequence[Collection[object]]) -> Counter[Pattern]:
    """How many people share each pattern of pictures; nobody is in none of them."""
    members = [frozenset(picture) for picture in pictures]
    everybody = frozenset().union(*members)
    return Counter(tuple(person in picture for picture in members) for person in everybody)
