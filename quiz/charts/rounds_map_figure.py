"""Two rounds of a team on one map: both means with their regions, and whether a domain's mean moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, points
from quiz.charts.map_drawing import INNER_EDGE, OUTER_EDGE
from quiz.charts.map_figure import is_in_the_way
from quiz.charts.pair_map_figure import WHICH, draw_pair_map, name_place
from quiz.charts.prototype import prototype_of
from quiz.charts.team_marks import error_words, mean_region, moved_words, poles_words, spread_bar
from quiz.charts.theme import MUTED, POINT, SEMIBOLD, SURFACE, label
from quiz.measurement.instrument import Domain, Instrument
from quiz.measurement.team import GroupScore, TeamPicture, has_moved

HEADERS = ("Domain", "Earlier round", "This round", "Spread (SD)", "Change of the mean", "Both rounds")
KEY = "The dotted lines say how far each mean may be off."
Pair = tuple[Domain, GroupScore, GroupScore]


def rounds_map_figure(earlier: TeamPicture, later: TeamPicture, instrument: Instrument) -> Chart | None:
    """Both means on the map; None when the earlier round was not measured on both domains."""
    pairs = [
        (domain, earlier.domains[domain.id], later.domains[domain.id])
        for domain in instrument.domains
        if domain.id in earlier.domains and domain.id in later.domains
    ]
    if len(pairs) < len(instrument.domains):
        return None
    figure_json = prototype_of(instrument, draw_pair_map).filled(dict(_values(pairs, instrument)))
    return Chart(
        id="rounds-map",
        heading="Two rounds on one map",
        takeaway=_takeaway(pairs),
        figure_json=figure_json,
        table=Table("The two means in figures", HEADERS, tuple(map(_row, pairs))),
    )


def _values(pairs: list[Pair], instrument: Instrument) -> Iterator[tuple[str, Any]]:
    """A team fills the drawing of two people: it needs the same two points with their regions and names."""
    (across, *xs), (up, *ys) = pairs
    is_later_lower = ys[1].mean < ys[0].mean
    names = ("earlier round", "this round")
    for which, name, x, y in zip(WHICH, names, xs, ys, strict=True):
        words = f"{label(across.name)}: {error_words(x)}<br>{label(up.name)}: {error_words(y)}"
        look = {} if which == WHICH[1] else {"color": SURFACE, "line": {"color": POINT}}
        hover = [f"Mean, {name}<br>{words}"]
        yield which, {"x": [x.mean], "y": [y.mean], "hovertext": hover, "marker": look}
        yield f"region {which}", mean_region(x, y)
        below = (which == WHICH[1]) == is_later_lower  # so that two near points do not cover a name
        yield f"name {which}", {**name_place(x.mean, y.mean, below), "text": name}
    for archetype in instrument.archetypes:
        font = {"color": MUTED, "weight": SEMIBOLD}
        means = ((x.mean, y.mean) for x, y in zip(xs, ys, strict=True))
        place = INNER_EDGE if any(is_in_the_way(archetype, *mean) for mean in means) else OUTER_EDGE
        text = {"text": label(archetype.name, 14), "font": font}
        yield f"quarter {archetype.id}", {**text, **place[archetype.sides[1]]}


def _takeaway(pairs: list[Pair]) -> str:
    moved = [_move_words(*pair) for pair in pairs if has_moved(*pair[1:])]
    stayed = [domain.name for domain, earlier, later in pairs if not has_moved(earlier, later)]
    if not moved:
        return f"On neither {' nor '.join(stayed)} did the mean move by more than its error. {KEY}"
    rest = f" On {stayed[0]} it is too close to tell." if stayed else ""
    return f"The mean moved {' and '.join(moved)}.{rest} {KEY}"


def _move_words(domain: Domain, earlier: GroupScore, later: GroupScore) -> str:
    pole = domain.high_pole if later.mean > earlier.mean else domain.low_pole
    return f"on {domain.name} towards “{pole}”, from {points(earlier.mean)} to {points(later.mean)}"


def _row(pair: Pair) -> TableRow:
    domain, earlier, later = pair
    spread = f"{earlier.sd:.0f}, then {later.sd:.0f}"
    verdict = moved_words(domain, earlier, later)
    cells = (poles_words(domain), error_words(earlier), error_words(later), spread, verdict)
    return TableRow(cells, spread_bar(earlier), spread_bar(later))
