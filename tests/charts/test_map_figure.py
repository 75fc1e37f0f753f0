"""The map: where the point is, how far the region reaches, and what may be said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy import stats

from quiz.charts.base.chart import NO_BREAK, Chart
from quiz.charts.base.theme import EMPHASIS
from quiz.charts.person.map import map_figure, region_radius
from quiz.measurement.profile import Profile, Wording
from tests.builders import a_score, an_instrument
from tests.charts.profiles import LIKELY_ENABLER, a_profile, on_the_map, part


def map_of(profile: Profile) -> Chart:
    chart = map_figure(profile, an_instrument())
    assert chart is not None
    return chart


def test_without_a_score_for_both_domains_there_is_no_map() -> None:
    profile = a_profile(domains={"mindset": a_score(70), "focus": None}, archetypes=None, wording=None)
    assert map_figure(profile, an_instrument()) is None


def test_the_point_lies_at_the_domains_scores() -> None:
    you = part(map_of(on_the_map(a_score(30), a_score(82.5))), "you")
    assert (you["x"], you["y"]) == ([30], [82.5])


def test_the_regions_radius_with_8_degrees_of_freedom_is_2_986_sems() -> None:
    # 8 · (0.05^(−2/8) − 1) = 8 · (2.11474 − 1) = 8.9179, whose root is 2.9863
    assert region_radius(8, 0.95) == pytest.approx(2.9863, abs=1e-4)


@pytest.mark.parametrize("df", [1, 2, 8, 32, 500])
@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95])
def test_the_regions_radius_is_the_root_of_twice_the_f_quantile(df: int, confidence: float) -> None:
    assert region_radius(df, confidence) ** 2 == pytest.approx(2 * stats.f.ppf(confidence, 2, df))


def test_the_region_is_an_ellipse_as_wide_as_each_domains_error() -> None:
    region = part(map_of(on_the_map(a_score(40, sem=4.0, df=8), a_score(60, sem=2.0, df=8))), "region 0.95")
    assert region["type"] == "circle"
    # 40 ∓ 2.9863 · 4 and 60 ∓ 2.9863 · 2
    assert (region["x0"], region["x1"]) == pytest.approx((28.05, 51.95), abs=0.01)
    assert (region["y0"], region["y1"]) == pytest.approx((54.03, 65.97), abs=0.01)


def test_the_inner_regions_lie_inside_the_outer_one() -> None:
    chart = map_of(a_profile())
    widths = [part(chart, f"region {each}")["x1"] for each in (0.95, 0.8, 0.5)]
    assert widths == sorted(widths, reverse=True)


def test_with_no_degree_of_freedom_the_region_is_the_whole_map() -> None:
    unknown = a_score(70, df=0, low=0.0, high=100.0)
    chart = map_of(on_the_map(unknown, unknown, archetypes=None, wording=None))
    region = part(chart, "region 0.95")
    assert (region["type"], region["x0"], region["x1"], region["y0"], region["y1"]) == (
        "rect",
        0,
        100,
        0,
        100,
    )
    assert part(chart, "region 0.5")["visible"] is False
    assert chart.takeaway.endswith("the place may be anywhere.")


def test_a_plain_archetype_is_named_with_its_probability() -> None:
    assert map_of(a_profile()).takeaway == f"In the Enabler quarter: 90{NO_BREAK}% likely."


def test_a_leaning_is_called_a_leaning() -> None:
    archetypes = {"superstar": 0.1, "ambassador": 0.2, "specialist": 0.1, "enabler": 0.6}
    chart = map_of(a_profile(archetypes=archetypes, wording=Wording.LEANING))
    assert chart.takeaway == (
        f"Leaning towards the Enabler quarter, 60{NO_BREAK}% likely, but the region reaches beyond it."
    )


def test_between_two_both_are_named_and_neither_is_claimed() -> None:
    archetypes = {"superstar": 0.1, "ambassador": 0.42, "specialist": 0.03, "enabler": 0.45}
    chart = map_of(a_profile(archetypes=archetypes, wording=Wording.BETWEEN))
    assert chart.takeaway == "Between Enabler and Ambassador: the region reaches into both."


def test_every_quarter_has_its_name_and_the_likeliest_stands_out() -> None:
    chart = map_of(a_profile())
    assert part(chart, "quarter specialist")["text"] == f"Specialist<br>5{NO_BREAK}%"
    assert part(chart, "quarter enabler")["font"] == EMPHASIS
    assert part(chart, "quarter specialist")["font"] != EMPHASIS


def test_a_quarters_name_stands_in_its_own_quarter() -> None:
    chart = map_of(a_profile())
    places = {
        name: (part(chart, f"quarter {name}")["x"], part(chart, f"quarter {name}")["y"])
        for name in LIKELY_ENABLER
    }
    assert places == {"superstar": (3, 3), "ambassador": (97, 3), "specialist": (3, 97), "enabler": (97, 97)}


@pytest.mark.parametrize(("x", "y", "quarter", "name_at"), [(8, 8, "superstar", 47), (92, 90, "enabler", 53)])
def test_a_name_makes_way_for_a_point_in_its_corner(x: float, y: float, quarter: str, name_at: int) -> None:
    chart = map_of(on_the_map(a_score(x), a_score(y)))
    assert part(chart, f"quarter {quarter}")["y"] == name_at


def test_the_table_holds_both_domains_and_the_four_probabilities() -> None:
    table = map_of(a_profile()).table
    assert [row.cells[:2] for row in table.rows] == [
        ("Mindset: mindset low pole to mindset high pole", "70"),
        ("Focus: focus low pole to focus high pole", "70"),
        ("Superstar quarter", f"1{NO_BREAK}% likely"),
        ("Ambassador quarter", f"4{NO_BREAK}% likely"),
        ("Specialist quarter", f"5{NO_BREAK}% likely"),
        ("Enabler quarter", f"90{NO_BREAK}% likely"),
    ]
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)


def test_long_poles_are_broken_to_fit_under_a_small_phones_square() -> None:
    instrument = an_instrument()
    mindset = replace(
        instrument.domains[0], low_pole="role-based thinking", high_pole="purpose-based thinking"
    )
    long = replace(instrument, domains=(mindset, instrument.domains[1]), sha256="1" * 64)
    chart = map_figure(a_profile(), long)
    assert chart is not None
    assert "role-based\\u003cbr\\u003ethinking" in chart.figure_json
