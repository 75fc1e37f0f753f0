"""The team on the map: counts in squares, the mean with its region, and one's own place for oneself alone."""

from __future__ import annotations

import json
from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.charts import Chart, team_map_figure
from quiz.charts.theme import INK
from quiz.measurement.team import Leanings, TeamPicture, team_picture
from tests.builders import a_score, an_instrument
from tests.charts.profiles import on_the_map, part
from tests.pictures import CELLS, a_group, a_picture, all_alike

INSTRUMENT = an_instrument()
CORNERS = ((2, 0, 0, 0, 3), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0), (4, 0, 0, 0, 3))


def map_of(picture: TeamPicture) -> Chart:
    return team_map_figure(picture, INSTRUMENT)


def test_each_square_with_somebody_in_it_stands_where_it_is_with_its_count() -> None:
    tiles = part(map_of(a_picture()), "tiles")
    # one column and row is 20 points wide; bars are centred across and begin at their base
    assert list(zip(tiles["x"], tiles["base"], tiles["hovertext"], strict=True)) == [
        (50, 0, "1 person"),
        (30, 20, "2 people"),
        (50, 40, "3 people"),
        (70, 60, "5 people"),
        (90, 80, "1 person"),
    ]
    assert (tiles["width"], set(tiles["y"])) == (20, {20})


def test_every_number_lies_in_its_own_square() -> None:
    for cells, mean in ((CELLS, 50.0), (CORNERS, 10.0), (CORNERS, 50.0)):
        middle = dict.fromkeys(("mindset", "focus"), a_group(mean))
        chart = map_of(a_picture(domains=middle, cells=cells))
        tiles, counts = part(chart, "tiles"), part(chart, "counts")
        assert sum(map(int, counts["text"])) == 12
        places = zip(tiles["x"], tiles["base"], counts["x"], counts["y"], strict=True)
        for tile_x, base, x, y in places:
            assert abs(x - tile_x) < 10
            assert base < y < base + 20


def test_a_fuller_square_is_stronger_and_one_person_is_seen_as_well() -> None:
    opacities = part(map_of(a_picture()), "tiles")["marker"]["opacity"]
    # 0.18 + 0.44 · count / 5
    assert opacities == [0.268, 0.356, 0.444, 0.62, 0.268]


def test_numbers_make_way_for_the_mean_and_for_oneself() -> None:
    you = on_the_map(a_score(52.0), a_score(51.0))
    counts = part(team_map_figure(a_picture(), INSTRUMENT, you), "counts")
    at = counts["text"].index("3")
    assert (counts["x"][at], counts["y"][at]) != (50, 50)
    assert dist((counts["x"][at], counts["y"][at]), (50, 50)) > 7
    assert (counts["x"][1], counts["y"][1]) == (30, 30), "what is not in the way stays in the middle"


def test_numbers_keep_clear_of_the_quarters_names_along_the_edges() -> None:
    chart = map_of(a_picture(cells=CORNERS))
    names = {part(chart, f"quarter {each.id}")["y"] for each in INSTRUMENT.archetypes}
    assert names == {1, 99}
    assert set(part(chart, "counts")["y"]) == {13.5, 86.5}


def test_the_grid_is_that_of_the_squares_and_of_the_two_middles() -> None:
    layout = json.loads(map_of(a_picture()).figure_json)["layout"]
    upright = {line["x0"] for line in layout["shapes"] if line["type"] == "line" and line["x0"] == line["x1"]}
    assert upright == {0, 20, 40, 50, 60, 80, 100}


def test_the_mean_stands_at_the_domains_means_with_a_region_of_1_96_errors() -> None:
    domains = {"mindset": a_group(40.0, standard_error=5.0), "focus": a_group(65.0, standard_error=2.0)}
    chart = map_of(a_picture(domains=domains))
    mean, region = part(chart, "mean"), part(chart, "region 0.95")
    assert (mean["x"], mean["y"]) == ([40], [65])
    # 40 ∓ 9.8 and 65 ∓ 3.92
    assert (region["x0"], region["x1"], region["y0"], region["y1"]) == (30.2, 49.8, 61.08, 68.92)
    assert mean["hovertext"] == ["Mean<br>Mindset: 40 ± 5<br>Focus: 65 ± 2"]
    assert part(chart, "region 0.5")["visible"] is False, "there is one region of a mean, not three"


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (80.0, 80.0, "The cross is the team’s mean, in the Enabler quarter."),
        (20.0, 80.0, "The cross is the team’s mean, in the Specialist quarter."),
        (80.0, 55.0, "The cross is the team’s mean. It may lie in more than one quarter."),
    ],
)
def test_a_quarter_is_named_only_when_both_means_are_clear_of_the_middle(
    x: float, y: float, words: str
) -> None:
    picture = a_picture(domains={"mindset": a_group(x), "focus": a_group(y)})
    assert map_of(picture).takeaway == f"{words} Each square says how many of you stand there."


def test_where_all_are_in_one_square_there_is_only_the_mean() -> None:
    alike = dict.fromkeys(("mindset", "focus"), all_alike(80.0))
    chart = map_of(a_picture(domains=alike, cells=None))
    assert part(chart, "tiles")["x"] == part(chart, "counts")["text"] == []
    assert part(chart, "mean")["x"] == [80]
    assert chart.takeaway.endswith("You all stand so close together that no counts are shown.")
    assert len(chart.table.rows) == 2
    assert chart.table.rows[0].cells[-1] == "not shown: all are alike"


def test_the_table_holds_both_domains_and_every_square() -> None:
    table = map_of(a_picture(domains={"mindset": a_group(leanings=Leanings(1, 2, 9))})).table
    assert table.rows[0].cells == (
        "Mindset: mindset low pole to mindset high pole",
        "50 ± 6",
        "20",
        "0.52",
        "1 to “mindset low pole”, 2 in between, 9 to “mindset high pole”",
    )
    assert [row.cells[:2] for row in table.rows[2:]] == [
        ("Mindset 40 to 60, Focus 0 to 20", "1 person"),
        ("Mindset 20 to 40, Focus 20 to 40", "2 people"),
        ("Mindset 40 to 60, Focus 40 to 60", "3 people"),
        ("Mindset 60 to 80, Focus 60 to 80", "5 people"),
        ("Mindset 80 to 100, Focus 80 to 100", "1 person"),
    ]
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)


def test_ones_own_place_is_there_for_oneself_and_for_nobody_else() -> None:
    you = on_the_map(a_score(33.3), a_score(61.7))
    with_own, without = team_map_figure(a_picture(), INSTRUMENT, you), map_of(a_picture())
    own = part(with_own, "own")
    assert (own["x"], own["y"], own["text"]) == ([33.3], [61.7], ["you"])
    assert own["hovertext"] == ["You<br>Mindset: 33, band 23 to 43<br>Focus: 62, band 52 to 72"]
    assert with_own.takeaway == f"{without.takeaway} The diamond is you."
    assert part(without, "own")["x"] == []
    assert "33.3" not in without.figure_json
    assert with_own.table == without.table, "the table may be copied and passed on"


@given(st.floats(0, 100), st.floats(0, 100))
def test_wherever_one_stands_the_label_stays_on_the_map(x: float, y: float) -> None:
    chart = team_map_figure(a_picture(), INSTRUMENT, on_the_map(a_score(x), a_score(y)))
    side = part(chart, "own")["textposition"]
    across, up = {"middle right": (13, 0), "middle left": (-13, 0)}.get(side, (0, 10))
    up = -up if side == "bottom center" else up
    assert 7 <= x + across <= 93
    assert -1 <= y + up <= 101


def test_the_label_stands_where_it_meets_no_number() -> None:
    # above and below (33, 60) are the numbers at (30, 70) and (30, 50); (46, 60) lies between four others
    full = ((1,) * 5,) * 5
    chart = team_map_figure(a_picture(cells=full), INSTRUMENT, on_the_map(a_score(33), a_score(60)))
    assert part(chart, "own")["textposition"] == "middle right"


def test_the_label_does_not_lie_on_the_mean() -> None:
    full = ((1,) * 5,) * 5
    beside = {"mindset": a_group(46.0), "focus": a_group(60.0)}
    picture = a_picture(domains=beside, cells=full)
    chart = team_map_figure(picture, INSTRUMENT, on_the_map(a_score(33), a_score(60)))
    assert part(chart, "own")["textposition"] == "middle left"


def test_who_is_not_scored_on_both_domains_has_no_place_and_is_promised_none() -> None:
    nowhere = on_the_map(a_score(33.3), None)
    chart = team_map_figure(a_picture(), INSTRUMENT, nowhere)
    assert part(chart, "own")["x"] == []
    assert "diamond" not in chart.takeaway


def test_no_persons_place_can_be_read_from_the_figure() -> None:
    places = [(11.7, 88.9), (23.4, 31.2), (47.1, 52.6), (71.3, 64.8), (93.2, 19.5)]
    team = [on_the_map(a_score(x), a_score(y)) for x, y in places]
    picture = team_picture(team, INSTRUMENT)
    assert picture.cells is not None
    chart = map_of(picture)
    told = chart.figure_json + repr(chart.table) + chart.takeaway
    assert not [value for place in places for value in place if str(value) in told]


@pytest.mark.parametrize("mean", [5.0, 30.0, 50.0, 70.0, 95.0])
def test_no_two_numbers_come_together_wherever_the_mean_is(mean: float) -> None:
    full = tuple(tuple(1 for _ in range(5)) for _ in range(5))
    domains = dict.fromkeys(("mindset", "focus"), a_group(mean))
    counts = part(map_of(a_picture(domains=domains, cells=full)), "counts")
    places = list(zip(counts["x"], counts["y"], strict=True))
    assert len(places) == 25
    assert min(dist(one, other) for one, other in combinations(places, 2)) > 10


def test_numbers_are_legible_in_the_pages_ink() -> None:
    assert part(map_of(a_picture()), "counts")["textfont"]["color"] == INK
