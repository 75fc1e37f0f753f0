"""Posters: a result as a picture in one of three shapes, which its owner hands on as a file.

Without a score unless its owner says so. Like a card it shows the headline alone and no text by a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.charts.base.signs import SIDE, sign_of
from quiz.charts.card.text import FAMILY, Box, fits, fitted_text, undrawable
from quiz.instrument.instrument import SCORE_MAX, Archetype, Instrument
from quiz.measurement.interpretation import named_archetypes, points, summary_sentences
from quiz.measurement.profile import Profile, Score

PAPER, INK, EARTH, AMBER, BLUE = "#fff6e5", "#241a10", "#6b5a47", "#E69F00", "#0072B2"
GENERAL_QUESTION = "See where you stand"


class Shape(StrEnum):
    WIDE = "wide"
    SQUARE = "square"
    TALL = "tall"


Place = tuple[Box, tuple[int, ...]]
"""Where text may be, and in which sizes."""


@dataclass(frozen=True)
class Layout:
    """In pixels. `side` is kept free left and right; the question stands below `floor`.

    The last of a sign's three is its own size, of the foot's two that of its letters. A tall poster keeps
    clear of what programs lay over its upper and lower ends.
    """

    size: tuple[int, int]
    side: int
    top: int
    sign: tuple[int, int, int]
    title: Place
    meaning: Place
    beam: int
    floor: int
    question: Place
    foot: tuple[int, int]


LAYOUTS = {
    Shape.WIDE: Layout(
        size=(1200, 630),
        side=72,
        top=44,
        sign=(862, 104, 266),
        title=(Box(72, 112, 740, 190, is_at_the_bottom=True), (72, 62, 54, 46, 38)),
        meaning=(Box(72, 312, 740, 84), (36, 32, 28, 24)),
        beam=448,
        floor=508,
        question=(Box(72, 520, 1056, 58), (44, 38, 32, 27)),
        foot=(610, 24),
    ),
    Shape.SQUARE: Layout(
        size=(1080, 1080),
        side=80,
        top=72,
        sign=(80, 186, 220),
        title=(Box(80, 420, 920, 200, is_at_the_bottom=True), (84, 72, 62, 52, 42)),
        meaning=(Box(80, 634, 920, 112), (44, 38, 34, 29)),
        beam=806,
        floor=884,
        question=(Box(80, 908, 920, 96), (52, 44, 38, 32)),
        foot=(1042, 30),
    ),
    Shape.TALL: Layout(
        size=(1080, 1920),
        side=90,
        top=260,
        sign=(90, 400, 330),
        title=(Box(90, 750, 900, 290, is_at_the_bottom=True), (104, 90, 78, 64, 50)),
        meaning=(Box(90, 1058, 900, 170), (52, 46, 40, 34)),
        beam=1290,
        floor=1400,
        question=(Box(90, 1444, 900, 140), (64, 56, 48, 38)),
        foot=(1640, 36),
    ),
}


def poster_svg(profile: Profile, instrument: Instrument, shape: Shape, *, has_score: bool) -> str:
    """The poster of a result rounded for others; one without words about it where the font lacks a letter."""
    layout = LAYOUTS[shape]
    title, _ = summary_sentences(profile, instrument)
    named = [instrument.archetypes_by_id[each] for each in named_archetypes(profile, instrument)]
    meaning = _meaning(named[0]) if len(named) == 1 else ""
    question = instrument.welcome.question or GENERAL_QUESTION
    poles = instrument.headline
    if undrawable(f"{title}{meaning}{question}{poles.low_pole}{poles.high_pole}"):
        return _poster(layout, _signs(instrument.archetypes, layout), GENERAL_QUESTION)
    parts = [
        _signs(named or instrument.archetypes, layout),
        fitted_text(title, *layout.title, f'fill="{INK}" font-weight="700"'),
    ]
    if fits(meaning, *layout.meaning):
        parts.append(fitted_text(meaning, *layout.meaning, f'fill="{EARTH}"'))
    if has_score and profile.headline:
        parts.append(_beam(profile.headline, instrument, layout))
    is_whole = fits(question, *layout.question)
    return _poster(layout, "".join(parts), question if is_whole else GENERAL_QUESTION)


def _meaning(archetype: Archetype) -> str:
    """What others read of it; where the file has no such text, what it says after its first sentence."""
    if archetype.third_person:
        return archetype.third_person
    _, _, rest = archetype.summary.partition(". ")
    return f"“{rest or archetype.summary}”"


def _signs(archetypes: Sequence[Archetype], layout: Layout) -> str:
    """One as large as its place; two and more share it, two in a row."""
    x, top, side = layout.sign
    each, step = (side, 0.0) if len(archetypes) == 1 else (side * 0.46, side * 0.54)
    first_row = 0.5 if len(archetypes) == 2 else 0
    return "".join(
        f'<g transform="translate({x + number % 2 * step:.0f} {top + (first_row + number // 2) * step:.0f}) '
        f'scale({each / SIDE:.3f})">{sign_of(archetype.sides, INK)}</g>'
        for number, archetype in enumerate(archetypes)
    )


def _beam(score: Score, instrument: Instrument, layout: Layout) -> str:
    """The line between the poles, the band on it, and the point with its score."""
    left, right, y = layout.side, layout.size[0] - layout.side, layout.beam
    places = (score.score, score.low, score.high)
    at, low, high = (round(left + (right - left) * place / SCORE_MAX) for place in places)
    half, sizes = (right - left) // 2 - 20, (30, 26, 22, 19)
    ends = Box(left, y + 16, half, 44), Box(right - half, y + 16, half, 44, "end")
    words = zip((instrument.headline.low_pole, instrument.headline.high_pole), ends, strict=True)
    return (
        f'<rect x="{left}" y="{y - 5}" width="{right - left}" height="10" rx="5" fill="url(#beam)"/>'
        f'<rect x="{low}" y="{y - 15}" width="{max(4, high - low)}" height="30" rx="15" fill="{INK}" '
        f'fill-opacity=".22"/><circle cx="{at}" cy="{y}" r="16" fill="{INK}" stroke="{PAPER}" '
        'stroke-width="5"/>'
        f'<text x="{at}" y="{y - 24}" font-size="34" font-weight="700" fill="{INK}" '
        f'text-anchor="middle">{points(score.score)}</text>'
        + "".join(fitted_text(word, box, sizes, f'font-weight="600" fill="{EARTH}"') for word, box in words)
    )


def _poster(layout: Layout, content: str, question: str) -> str:
    (width, height), left, (foot, foot_size) = layout.size, layout.side, layout.foot
    star = "m16 3 3.5 9.5L29 16l-9.5 3.5L16 29l-3.5-9.5L3 16l9.5-3.5z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FAMILY}"><defs><linearGradient id="beam">'
        f'<stop stop-color="{AMBER}"/><stop offset="1" stop-color="{BLUE}"/></linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        f'<path d="M0 0h{width * 0.7:.0f}L0 {height * 0.6:.0f}z" fill="#ffebc4"/>'
        f'<path d="M0 0h{width * 0.36:.0f}L0 {height * 0.32:.0f}z" fill="#ffdd9c"/>'
        f'<g transform="translate({left} {layout.top}) scale(1.5)"><path d="{star}" fill="#b25e00"/></g>'
        f'<text x="{left + 60}" y="{layout.top + 37}" font-size="40" font-weight="600" fill="{INK}">Limelight'
        f"</text>{content}"
        f'<rect y="{layout.floor}" width="{width}" height="{height - layout.floor}" fill="{AMBER}"/>'
        + fitted_text(question, *layout.question, f'fill="{INK}" font-weight="700"')
        + f'<text x="{left}" y="{foot}" font-size="{foot_size}" fill="{INK}">'
        "A self-reflection, not a test</text></svg>"
    )
