"""Card as SVG: the words on the left, the score or the map on the right or below."""

from __future__ import annotations

from quiz.charts.card.text import FAMILY, Box, fitted_text, undrawable
from quiz.charts.person.place import Paint, place_svg
from quiz.instrument.instrument import Instrument
from quiz.measurement.as_others_see import Extent
from quiz.measurement.interpretation import level_of, named_archetypes, points, summary_sentences
from quiz.measurement.profile import Profile, Score

WIDTH, HEIGHT = 1200, 630
AMBER, BLUE = "#E69F00", "#0072B2"
NIGHT, CHALK, DUST, WIRE = "#0d0f15", "#f6f1e6", "#b9b6b0", "#3a404d"

LEFT, RIGHT = 84, 1116
SIZES = (92, 80, 68, 58, 48, 40)
POLE_SIZES, QUARTER_SIZES = (38, 32, 27, 23), (30, 26, 22, 19)
MAP_X, MAP_Y, MAP_SIDE = 716, 116, 400
BEAM_Y = 452


def social_card_svg(profile: Profile, extent: Extent, instrument: Instrument) -> str:
    """The card of a shared result, with no more on it than the extent shows.

    It is the default card where the font lacks a letter: an empty frame would stand in its place.
    """
    if not is_drawable(instrument):
        return default_card_svg()
    headline, certainty = summary_sentences(profile, instrument)
    x, y = (profile.domains[domain.id] for domain in instrument.domains)
    has_map = extent.includes(Extent.DOMAINS) and x is not None and y is not None
    width = MAP_X - LEFT - 60 if has_map else RIGHT - LEFT
    parts = [
        _wordmark(),
        fitted_text(headline, Box(LEFT, 152, width, 238) if has_map else _WIDE, SIZES, _BOLD),
    ]
    if has_map and x and y:
        parts += [_map(x, y, profile, instrument), _place_beside_map(profile, instrument, width)]
    elif profile.headline:
        parts.append(_beam(profile.headline, instrument))
    else:
        parts.append(fitted_text(certainty, Box(LEFT, 400, width, 120), (44, 36), f'fill="{DUST}"'))
    return _card("".join(parts))


def is_drawable(instrument: Instrument) -> bool:
    """Whether the font has every letter of what the instrument's cards may say."""
    poles, names = instrument.headline, (archetype.name for archetype in instrument.archetypes)
    return not undrawable("".join((poles.low_pole, poles.high_pole, *names)))


def default_card_svg() -> str:
    """The card without a result and without an instrument's words."""
    return _card(_wordmark() + fitted_text("See where you stand", _WIDE, SIZES, _BOLD) + _rail())


_WIDE = Box(LEFT, 152, RIGHT - LEFT, 208)
_BOLD = f'fill="{CHALK}" font-weight="700" letter-spacing="-1"'


def _card(content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}">'
        "<defs>"
        f'<linearGradient id="beam"><stop stop-color="{AMBER}"/><stop offset=".5" stop-color="#fff3d6"/>'
        f'<stop offset="1" stop-color="{BLUE}"/></linearGradient>'
        "</defs>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{NIGHT}"/>'
        # Two lamps that end early, in flat colours: a whole stage of light takes twice as long to pack.
        f'<path d="M30 0H0v190z" fill="{AMBER}" opacity=".5"/><path d="M150 0H30L0 190v250z" fill="#241d12"/>'
        '<path d="M1170 0h30v190z" fill="#2f9be0" opacity=".6"/>'
        '<path d="M1050 0h120l30 190v250z" fill="#122231"/>'
        f'<rect width="{WIDTH}" height="10" fill="url(#beam)"/>'
        f"{content}"
        f'<text x="{LEFT}" y="584" font-size="28" fill="{DUST}">A self-reflection, not a test</text>'
        "</svg>"
    )


def _wordmark() -> str:
    star = "m16 3 3.5 9.5L29 16l-9.5 3.5L16 29l-3.5-9.5L3 16l9.5-3.5z"
    return (
        f'<g transform="translate({LEFT} 58) scale(1.5)"><path d="{star}" fill="{AMBER}"/></g>'
        f'<text x="{LEFT + 64}" y="96" font-size="42" font-weight="600" fill="{CHALK}">Limelight</text>'
    )


def _place_beside_map(profile: Profile, instrument: Instrument, width: int) -> str:
    if profile.headline is None:
        return ""
    _, place = summary_sentences(profile, instrument)
    return fitted_text(place, Box(LEFT, 398, width, 140), (34, 30, 26), f'fill="{DUST}"')


def _beam(score: Score, instrument: Instrument) -> str:
    """The line between the poles with the band as a light on it, and the point."""
    at, low, high = (_along(value) for value in (score.score, score.low, score.high))
    sure = "" if level_of(score) != "middle" else ' fill-opacity=".55"'
    return (
        _rail() + f'<rect x="{low}" y="{BEAM_Y - 22}" width="{max(4, high - low)}" height="44" rx="22" '
        f'fill="{CHALK}" fill-opacity=".3"/>'
        f'<circle cx="{at}" cy="{BEAM_Y}" r="24" fill="{CHALK}" stroke="{NIGHT}" stroke-width="7"{sure}/>'
        f'<text x="{at}" y="{BEAM_Y - 42}" font-size="44" font-weight="700" fill="{CHALK}" '
        f'text-anchor="middle">{points(score.score)}</text>' + _poles(instrument)
    )


def _rail() -> str:
    return f'<rect x="{LEFT}" y="{BEAM_Y - 7}" width="{RIGHT - LEFT}" height="14" rx="7" fill="url(#beam)"/>'


def _poles(instrument: Instrument) -> str:
    """Each may have half of the line, but for the gap that keeps them apart."""
    poles, width, top = instrument.headline, (RIGHT - LEFT) // 2 - 30, BEAM_Y + 30
    low, high = Box(LEFT, top, width, 78), Box(RIGHT - width, top, width, 78, "end")
    return fitted_text(poles.low_pole, low, POLE_SIZES, f'font-weight="600" fill="{AMBER}"') + fitted_text(
        poles.high_pole, high, POLE_SIZES, 'font-weight="600" fill="#7cc4f0"'
    )


def _along(value: float) -> int:
    return round(LEFT + (RIGHT - LEFT) * value / 100)


ON_A_CARD = Paint(
    low=f'fill="{AMBER}" opacity=".16"',
    high=f'fill="{BLUE}" opacity=".22"',
    lines=f'fill="none" stroke="{WIRE}" stroke-width=".75"',
    region=f'fill="{CHALK}" fill-opacity=".2" stroke="{CHALK}" stroke-opacity=".7" stroke-width=".75" '
    'stroke-dasharray=".75 2" stroke-linecap="round"',
    point=f'fill="{CHALK}" stroke="{NIGHT}" stroke-width="1.25"',
)


def _map(x: Score, y: Score, profile: Profile, instrument: Instrument) -> str:
    quarters = "".join(
        _quarter(archetype.name, archetype.sides, archetype.id in named_archetypes(profile, instrument))
        for archetype in instrument.archetypes
    )
    square = f'x="{MAP_X}" y="{MAP_Y}" width="{MAP_SIDE}" height="{MAP_SIDE}"'
    return (
        f'<svg {square} viewBox="0 0 100 100">{place_svg((x, y), ON_A_CARD)}</svg>'
        f'<rect {square} fill="none" stroke="{DUST}" stroke-width="3"/>{quarters}'
    )


def _quarter(name: str, sides: tuple[str, str], is_named: bool) -> str:
    """The archetype's name in the outer corner of its quarter."""
    across, up = sides
    width, height = MAP_SIDE // 2 - 28, 76
    box = Box(
        x=MAP_X + 14 if across == "low" else MAP_X + MAP_SIDE - 14 - width,
        top=MAP_Y + MAP_SIDE - 10 - height if up == "low" else MAP_Y + 8,
        width=width,
        height=height,
        anchor="start" if across == "low" else "end",
        is_at_the_bottom=up == "low",
    )
    style = f'font-weight="700" fill="{CHALK}"' if is_named else f'font-weight="600" fill="{DUST}"'
    return fitted_text(name, box, QUARTER_SIZES, style)
