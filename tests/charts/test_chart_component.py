"""The chart's markup: complete without a script, harmless whatever an instrument says."""

from __future__ import annotations

import re
from dataclasses import replace

from quiz.charts.base.chart import Chart
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.map import map_figure
from tests.builders import an_instrument
from tests.charts.chart_page import chart_html
from tests.charts.profiles import a_profile, with_facets

ONLY_CHARTS = (
    '{% from "components/chart.html" import chart %}{% for each in charts %}{{ chart(each) }}{% endfor %}'
)
PLANTED = "</script><img src=x onerror=alert(1)>"


def html_of(*charts: Chart | None) -> str:
    return chart_html([chart for chart in charts if chart], page=ONLY_CHARTS)


def test_without_a_script_the_open_table_is_the_chart() -> None:
    html = html_of(facets_figure(a_profile(), an_instrument()))
    assert '<details class="chart-table" open>' in html
    assert html.count('<th scope="row">') == 8
    assert html.count('<svg class="bar"') == 8


def test_an_unscored_facet_has_words_in_place_of_a_bar() -> None:
    html = html_of(facets_figure(with_facets({"remit": None}), an_instrument()))
    assert '<td>not scored</td><td>too few answers</td><td class="chart-bar"></td>' in html
    assert html.count('<svg class="bar"') == 7


def test_the_bars_geometry_is_in_attributes_not_in_styles() -> None:
    html = html_of(facets_figure(a_profile(), an_instrument()))
    assert 'class="bar-band" x1="60.0%" x2="80.0%"' in html
    assert 'class="bar-point" cx="70%"' in html
    assert "style=" not in html


def test_planted_markup_stays_text_everywhere() -> None:
    instrument = an_instrument()
    mindset = replace(instrument.domains[0], name=PLANTED, low_pole=PLANTED)
    planted = replace(instrument, domains=(mindset, instrument.domains[1]), sha256="2" * 64)
    html = html_of(map_figure(a_profile(), planted), facets_figure(a_profile(), planted))
    assert "onerror" in html, "the planted text must reach the page for this test to mean anything"
    assert "<img" not in html
    assert html.count("</script>") == len(re.findall(r"<script ", html)) == 2
