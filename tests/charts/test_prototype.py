"""Figures are checked by Plotly once, then filled; what is filled in must be as valid as what was checked."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import brotli
import plotly.graph_objects as go
import pytest

from quiz.charts.base.chart import Chart
from quiz.charts.base.prototype import KEPT, Figure, Prototype, checked_figure, prototype_of
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import draw_map, map_figure
from quiz.charts.team.facets import rounds_figure, team_facets_figure
from quiz.charts.team.map import team_map_figure
from quiz.instrument.instrument import Instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import Leanings, TeamPicture
from tests.builders import FACET_IDS, a_score, an_instrument
from tests.charts.profiles import a_profile, on_the_map, with_facets
from tests.pictures import NOTHING, a_picture

NOBODY_KNOWS = a_score(50, df=0, low=0.0, high=100.0)
PICTURES = [
    a_picture(),
    a_picture(dict.fromkeys(FACET_IDS, NOTHING), {}, n=3),
    a_picture(dict.fromkeys(FACET_IDS, Leanings(4, 4)), n=6, is_later=True),
]


@pytest.mark.parametrize(
    "profile",
    [
        a_profile(),
        with_facets({"credit": None, "remit": a_score(20), "stage": a_score(52)}),
        with_facets(dict.fromkeys(FACET_IDS)),
        on_the_map(a_score(0), a_score(100)),
        on_the_map(NOBODY_KNOWS, NOBODY_KNOWS, archetypes=None, wording=None),
    ],
)
def test_every_filled_figure_is_valid_to_plotly(profile: Profile) -> None:
    instrument = an_instrument()
    for chart in (
        headline_figure(profile, instrument),
        map_figure(profile, instrument),
        facets_figure(profile, instrument),
    ):
        assert chart is not None
        figure = go.Figure(json.loads(chart.figure_json))
        assert {trace.type for trace in figure.data} <= {"scatter", "bar"}


def team_charts(picture: TeamPicture) -> list[Chart]:
    instrument = an_instrument()
    return [
        team_map_figure(picture, instrument),
        team_map_figure(picture, instrument, a_profile()),
        team_facets_figure(picture, instrument),
        rounds_figure([a_picture(), picture], instrument),
    ]


@pytest.mark.parametrize("picture", PICTURES, ids=["mixed", "three", "later"])
def test_every_figure_of_a_team_is_valid_and_small_enough(
    picture: TeamPicture,
) -> None:
    charts = team_charts(picture)
    assert len(charts) == 4
    for chart in charts:
        figure = go.Figure(json.loads(chart.figure_json))
        assert {trace.type for trace in figure.data} <= {"scatter", "bar"}


def test_no_label_of_a_team_needs_a_style_that_the_policy_forbids() -> None:
    """Plotly turns every tag but a break into an element with a style attribute."""
    written = "".join(chart.figure_json for picture in PICTURES for chart in team_charts(picture))
    assert set(re.findall(r"\\u003c/?(\w+)", written)) == {"br"}


def test_a_teams_figures_carry_no_colour_of_their_own_and_travel_light() -> None:
    charts = team_charts(a_picture())
    for chart in charts:
        assert "#" not in chart.figure_json
        assert "rgb" not in chart.figure_json.replace("rgba(0,0,0,0)", "")
    data = "".join(chart.figure_json for chart in charts)
    assert len(brotli.compress(data.encode(), quality=5)) < 6_000


def test_filling_leaves_the_prototype_as_it_was() -> None:
    prototype = prototype_of(an_instrument(), draw_map)
    before = prototype.filled({})
    chart = map_figure(on_the_map(a_score(10), a_score(90)), an_instrument())
    assert chart is not None
    assert chart.figure_json != before
    assert prototype.filled({}) == before


def test_an_empty_prototype_is_the_figure_itself() -> None:
    figure: Figure = {
        "data": [{"type": "bar", "name": "dots", "marker": {"color": "a", "line": {"width": 2}}}],
        "layout": {
            "annotations": [{"text": "x"}, {"name": "dots", "text": "<b>"}],
            "shapes": [],
            "height": 3,
        },
    }
    filled = Prototype(figure).filled({"dots": {"marker": {"line": {"width": 5}}}})
    assert json.loads(Prototype(figure).filled({})) == figure
    figure["data"][0]["marker"]["line"]["width"] = 5
    figure["layout"]["annotations"][1]["marker"] = {"line": {"width": 5}}
    assert json.loads(filled) == figure
    assert "<" not in filled


def test_a_prototype_is_drawn_once_an_instrument() -> None:
    instrument = an_instrument()
    assert prototype_of(instrument, draw_map) is prototype_of(replace(instrument), draw_map)


def test_another_instrument_gets_another_prototype() -> None:
    instrument = an_instrument()
    other = replace(instrument, sha256="0" * 64)
    assert prototype_of(instrument, draw_map) is not prototype_of(other, draw_map)


def test_a_flood_of_instruments_does_not_fill_the_memory() -> None:
    drawn: list[str] = []

    def draw(instrument: Instrument) -> Figure:
        drawn.append(instrument.sha256)
        return {"layout": {}}

    for number in range(KEPT + 1):
        prototype_of(replace(an_instrument(), sha256=f"{number:064}"), draw)
    prototype_of(replace(an_instrument(), sha256=f"{0:064}"), draw)
    assert drawn.count(f"{0:064}") == 2, "the oldest made room and was drawn anew"


def test_plotly_refuses_a_prototype_it_could_not_draw() -> None:
    with pytest.raises(ValueError, match="opacity"):
        checked_figure({"data": [{"type": "scatter", "opacity": 2}]})


def test_a_value_without_a_place_is_a_mistake_and_said_to_be() -> None:
    with pytest.raises(KeyError, match="nobody"):
        prototype_of(an_instrument(), draw_map).filled({"nobody": {"x": [1]}})


def test_the_three_figures_together_travel_light() -> None:
    instrument, profile = an_instrument(), a_profile()
    charts = (
        headline_figure(profile, instrument),
        map_figure(profile, instrument),
        facets_figure(profile, instrument),
    )
    data = "".join(chart.figure_json for chart in charts if chart)
    assert len(brotli.compress(data.encode(), quality=5)) < 2_500


def test_no_figure_carries_a_colour_of_its_own() -> None:
    instrument, profile = an_instrument(), a_profile()
    for chart in (
        headline_figure(profile, instrument),
        map_figure(profile, instrument),
        facets_figure(profile, instrument),
    ):
        assert chart is not None
        assert "#" not in chart.figure_json
        assert "rgb" not in chart.figure_json.replace("rgba(0,0,0,0)", "")
