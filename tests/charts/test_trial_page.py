"""The page of a simulation: whole in one file, valid for Plotly, and the same in words and tables."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from random import Random

import pytest

from quiz.charts.evidence.trial import trial_page, trial_panels
from quiz.evidence.simulation import Recovery
from quiz.evidence.trial import try_edition
from tests.builders import a_full_edition, a_quick_edition, an_instrument

NASTY = "</script><b onclick=alert(1)>Full"
INSTRUMENT = an_instrument(
    editions={"full": replace(a_full_edition(), name=NASTY), "quick": a_quick_edition()}
)


@cache
def trials():
    return tuple(try_edition(each, INSTRUMENT, Random(7), 100) for each in INSTRUMENT.editions.values())


@cache
def page():
    return trial_page(trials(), INSTRUMENT, seed=7)


def panel(panel_id, found=None):
    return next(each for each in trial_panels(found or trials(), INSTRUMENT) if each.id == panel_id)


def test_each_panel_has_a_heading_a_takeaway_a_figure_and_a_table():
    assert [each.id for each in trial_panels(trials(), INSTRUMENT)] == [
        *(
            "recovery",
            "parts",
            "coverage",
            "archetypes-full",
            "archetypes-quick",
            "naming",
            "careless",
            "time",
        )
    ]
    figures = [json.loads(text) for text in re.findall(r"data-figure>(.*?)</script>", page())]
    assert len(figures) == page().count("<h2 ") == page().count("<table>") == 8
    assert all(figure["data"] and figure["layout"] for figure in figures)
    for each in trial_panels(trials(), INSTRUMENT):
        assert each.takeaway
        assert {len(row) for row in each.rows} == {len(each.headers)}


def test_it_brings_plotly_along_and_asks_nobody_for_anything():
    assert "Plotly.newPlot" in page()
    assert len(page()) > 3_000_000
    own = page().replace(re.findall(r"<script>(.{1000000,}?)</script>\n<script>", page(), re.DOTALL)[0], "")
    assert len(own) < 200_000
    assert not re.search(r"(src|href|action)=|url\(|https?:", own)
    assert "default-src 'none'" in own


def test_an_instruments_words_are_text_and_never_markup():
    assert NASTY not in page()
    assert "<b onclick" not in page()
    assert NASTY in unescape(page())


def test_it_says_what_it_stands_on():
    text = unescape(re.sub(r"<script>.*?</script>", "", page(), flags=re.DOTALL))
    assert "100 for each of 2 editions, seed 7" in text
    assert "discriminations of 1.0 to 2.2" in text
    assert INSTRUMENT.sha256 in text


def test_bands_that_break_their_promise_are_named():
    poor = Recovery(n=100, correlation=0.9, coverage=0.80, mean_sem=5.0)
    fair = Recovery(n=100, correlation=0.9, coverage=0.95, mean_sem=5.0)
    broken = [replace(trials()[1], recoveries={"headline": poor, "domains": fair, "facets": fair})]
    assert panel("coverage", broken).takeaway.endswith(": Quick edition, headline (80.0 %).")
    whole = [replace(trials()[1], recoveries=dict.fromkeys(("headline", "domains", "facets"), fair))]
    assert panel("coverage", whole).takeaway == "Everywhere between 93% and 97%, the green region."


def test_the_confusion_adds_up_to_a_hundred_for_each_true_archetype():
    figure = panel("archetypes-quick").figure
    assert len(figure["data"]) == 4
    sums = [sum(shares) for shares in zip(*(trace["x"] for trace in figure["data"]), strict=True)]
    assert sums == pytest.approx([100] * 4, abs=0.3)


def test_the_time_is_shown_beside_what_people_are_told():
    (full, quick) = panel("time").rows
    assert (quick[0], quick[1], quick[-1]) == ("Quick edition", "16", "3 min")
    assert full[-1] == "8 min"
