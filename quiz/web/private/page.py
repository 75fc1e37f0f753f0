"""The private page: a result, and what stands beside it for its owner alone.

Frame and components are rendered once, then filled per person (docs/adr/0004).
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import get_template_attribute, render_template, url_for
from markupsafe import Markup
from sqlalchemy import Connection

from quiz.measurement.interpretation import listed
from quiz.measurement.quality import Pattern
from quiz.store.comparison_groups import load_group_seen
from quiz.store.comparisons import load_comparisons
from quiz.store.retakes import is_alone, load_earlier, load_retaken_on
from quiz.web.guards.access import Finished
from quiz.web.page.pages import ResultPage
from quiz.web.page.slots import lines, rendered, slot, slotted_page
from quiz.web.private.retake import ProgressSection, progress_section
from quiz.web.private.sharpening import SharpeningOffer, sharpening_html, sharpening_offer
from quiz.web.private.standing import StandingSection, standing_html, standing_section
from quiz.web.results.components import archetype_html, chart_html, facet_html, map_html, outstanding_html
from quiz.web.results.page import Result
from quiz.web.services import services
from quiz.web.sharing.comparison_pages import ComparisonLine, comparison_lines

_SLOTS = ("sentence", "certainty", "completed_on", "scoring_url")
_SELDOM = {
    "quality": "results/_quality.html",
    "comparisons": "comparisons/_lines.html",
    "progress": "retakes/_progress.html",
}

CONTRADICTIONS_NAMED = 3

_TOKEN = "the-token-of-the-private-link"
"""Stands in the addresses where a slot will be: an address cannot be made with a slot in it."""


@dataclass(frozen=True)
class QualityNote:
    """Reason for a second, slower look at this result; for its owner alone.

    `contradictions` names facets that were agreed with from both ends, and is empty when there are none.
    """

    median_seconds: int
    pattern: Pattern | None
    contradictions: str
    retake_url: str


@dataclass(frozen=True)
class Beside:
    """Content of the private page beyond its one result. None of it is ever projected for others."""

    notice: str | None
    quality: QualityNote | None
    sharpening: SharpeningOffer | None
    standing: StandingSection
    comparisons: tuple[ComparisonLine, ...]
    progress: ProgressSection | None


def load_beside(
    connection: Connection, token: str, finished: Finished, result: Result, notice: str | None
) -> Beside:
    """All that is kept beside this result; most results stand alone."""
    seen, alone = load_group_seen(connection, token), is_alone(connection, token)
    comparisons = () if alone else load_comparisons(connection, token)
    earlier = () if alone else load_earlier(connection, token)
    retaken_on = () if alone else load_retaken_on(connection, token)
    quality = _quality_note(finished, token)
    return Beside(
        notice=notice,
        quality=quality,
        sharpening=sharpening_offer(connection, token, finished),
        standing=standing_section(result, seen, token, is_rushed=quality is not None),
        comparisons=comparison_lines(comparisons, token),
        progress=progress_section(result, finished.completed_on, earlier, retaken_on),
    )


def _quality_note(finished: Finished, token: str) -> QualityNote | None:
    """None for all but those who were fast and whose answers look unread. It accuses nobody."""
    quality = finished.quality
    if not quality.is_rushed:
        return None
    facets = finished.instrument.facets_by_id
    return QualityNote(
        median_seconds=quality.median_seconds or 0,
        pattern=quality.pattern,
        contradictions=listed([facets[each].name for each in quality.both_ways[:CONTRADICTIONS_NAMED]]),
        retake_url=url_for("retakes.confirm", token=token),
    )


@dataclass(frozen=True)
class ResultFrame:
    """The private page but for what is one person's, which are slots; so is the token in its addresses."""

    title: str
    edition_name: str
    instrument_version: str
    facets: int
    has_archetypes: bool
    private_link: str
    mailed_link: str
    is_private: bool = True
    is_sample: bool = False


def private_html(page: ResultPage, beside: Beside, token: str) -> Markup:
    """One person's page, which leads to all that is under their private link."""
    key = ("result", page.title, page.edition_name, page.instrument_version, bool(page.archetypes))
    frame = slotted_page(key, lambda: _render_frame(page))
    beside_it = {"standing": standing_html(beside.standing), **_seldom(beside)}
    if beside.sharpening:
        beside_it["sharpening"] = sharpening_html(beside.sharpening, token)
    return frame.fill({"token": token, **result_contents(page, token), **beside_it})


def result_contents(page: ResultPage, token: str = "") -> dict[str, str]:
    """Contents of the frame's slots that tell the result; without a token it is nobody's."""
    told = {section.id for section in page.standing_out}
    contents: dict[str, str] = {
        **{name: getattr(page, name) for name in _SLOTS},
        "standing_out": _standing_out_html(page, token),
        "facets": lines(facet_html(each, is_told=each.id in told) for each in page.facets),
        "charts": lines(map(chart_html, page.charts)),
    }
    if page.map:
        contents["map"] = map_html(page.map)
    if page.archetypes:
        contents["archetypes"] = lines(map(archetype_html, page.archetypes))
    return contents


def _standing_out_html(page: ResultPage, token: str) -> Markup:
    if not page.standing_out:
        return lines([rendered("results/_nothing_stands_out.html")])
    calendar = rendered("results/_calendar.html", token=token) if token else ""
    shown = (
        outstanding_html(each, is_first=each is page.standing_out[0], calendar=calendar)
        for each in page.standing_out
    )
    return Markup('<ol class="outstanding-list">{}</ol>').format(lines(shown))


def _seldom(beside: Beside) -> dict[str, str]:
    """Parts that few pages have, rendered each time."""
    seldom = {}
    if beside.notice:
        seldom["notice"] = get_template_attribute("components/notice.html", "notice")(beside.notice, "done")
    for name, template in _SELDOM.items():
        if getattr(beside, name):
            seldom[name] = lines([rendered(template, page=beside)])
    return seldom


def _render_frame(page: ResultPage) -> str:
    frame = ResultFrame(
        title=page.title,
        edition_name=page.edition_name,
        instrument_version=page.instrument_version,
        facets=len(page.facets),
        has_archetypes=bool(page.archetypes),
        private_link=services().shown_address(url_for("results.show", token=_TOKEN)),
        mailed_link=services().settings.origin + url_for("results.show", token=_TOKEN),
    )
    html = render_template("results/show.html", page=frame, token=_TOKEN, slot=slot)
    return html.replace(_TOKEN, slot("token"))
