"""A sign for each quarter of the map, drawn in a square of 64: who stands in the light, and who is lit.

A sign is strokes and discs in one colour, so that it is the same on a page, on paper and on a card.
"""

from __future__ import annotations

SIDE = 64
"""Of the square that each sign fills."""


def sign_of(sides: tuple[str, str], colour: str = "currentColor") -> str:
    """What stands inside an <svg> for the quarter at these sides, "low" or "high", across and up."""
    return (
        f'<g fill="none" stroke="{colour}" stroke-width="3.5" stroke-linecap="round" '
        f'stroke-linejoin="round">{_SIGNS[sides](colour)}</g>'
    )


def _one_in_the_light(colour: str) -> str:
    return (
        '<path d="M24 6h16l-3 9H27z"/><path d="M25 21 11 53M39 21l14 32" stroke-dasharray="1 6.5"/>'
        f'{_disc(32, 35, 5, colour)}<path d="M22 55c0-13 20-13 20 0"/><path d="M8 58h48"/>'
    )


def _one_who_speaks_for_a_cause(colour: str) -> str:
    return (
        f'{_disc(17, 30, 5, colour)}<path d="M8 56V51c0-13 18-13 18 0v5"/>'
        '<path d="M36 57V7l20 9-20 10"/><path d="M26 47l10-8"/>'
    )


def _one_with_a_craft(colour: str) -> str:
    return (
        f'<path d="M32 6 58 32 32 58 6 32z"/><path d="M32 20 44 32 32 44 20 32z"/>{_disc(32, 32, 4, colour)}'
    )


def _one_who_lights_others(colour: str) -> str:
    others = ((32, 8), (53, 20), (53, 44), (32, 56), (11, 44), (11, 20))
    return (
        '<path d="M32 23v-7M40 27.5l5-3M40 36.5l5 3M32 41v7M24 36.5l-5 3M24 27.5l-5-3"/>'
        '<circle cx="32" cy="32" r="6"/>' + "".join(_disc(x, y, 4, colour) for x, y in others)
    )


def _disc(x: int, y: int, radius: int, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}" stroke="none"/>'


_SIGNS = {
    ("low", "low"): _one_in_the_light,
    ("high", "low"): _one_who_speaks_for_a_cause,
    ("low", "high"): _one_with_a_craft,
    ("high", "high"): _one_who_lights_others,
}
