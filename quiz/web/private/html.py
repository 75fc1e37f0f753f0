"""The private result page as HTML: frame and components are rendered once, then filled per person.

What is filled in is escaped here (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import get_template_attribute, render_template, url_for
from markupsafe import escape

from quiz.web.page.pages import FacetGroupSection, ResultFrame, ResultLinks, ResultPage
from quiz.web.page.slots import slot, slotted_page
from quiz.web.private.standing_section import standing_html
from quiz.web.results.components import archetype_html, chart_html, facet_html
from quiz.web.services import services

_SLOTS = ("sentence", "certainty", "completed_on", "scoring_url")

_TOKEN = "the-token-of-the-private-link"
"""Stands in the addresses where a slot will be: an address cannot be made with a slot in it."""


def result_html(page: ResultPage, token: str) -> str:
    """One person's page, which leads to all that is under their private link."""
    has = {"has_archetypes": bool(page.archetypes), "has_progress": page.progress is not None}
    key = ("result", page.title, page.edition_name, page.instrument_version, *has.values())
    frame = slotted_page(key, lambda: _render_frame(page, **has))
    contents = {
        "token": token,
        **{
            name: escape(getattr(page, name))
            for name in ("sentence", "certainty", "completed_on", "scoring_url")
        },
        "charts": _lines(map(chart_html, page.charts)),
        "facet_groups": _lines(map(_facet_group_html, page.facet_groups)),
        **_seldom(page),
    }
    if page.standing:
        contents["standing"] = standing_html(page.standing)
    if page.archetypes:
        contents["archetypes"] = _lines(map(archetype_html, page.archetypes))
    return frame.fill(contents)


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"\n{part}" for part in parts)


def _facet_group_html(group: FacetGroupSection) -> str:
    template = "results/_facet_group.html"
    frame = slotted_page(template, lambda: render_template(template, slot=slot))
    return frame.fill({"heading": escape(group.heading), "facets": _lines(map(facet_html, group.facets))})


def _seldom(page: ResultPage) -> dict[str, str]:
    """What few pages have is rendered each time."""
    seldom = {}
    if page.notice:
        seldom["notice"] = get_template_attribute("components/notice.html", "notice")(page.notice, "done")
    if page.quality:
        seldom["quality"] = _lines([render_template("results/_quality.html", page=page)])
    if page.comparisons:
        seldom["comparisons"] = _lines([render_template("comparisons/_lines.html", page=page)])
    if page.progress:
        seldom["progress"] = _lines([render_template("retakes/_progress.html", page=page)])
    return seldom


def _render_frame(page: ResultPage, *, has_archetypes: bool, has_progress: bool) -> str:
    frame = ResultFrame(
        title=page.title,
        edition_name=page.edition_name,
        instrument_version=page.instrument_version,
        has_archetypes=has_archetypes,
        has_progress=has_progress,
        links=_links(_TOKEN),
    )
    return render_template("results/show.html", page=frame, slot=slot).replace(_TOKEN, slot("token"))


def _links(token: str) -> ResultLinks:
    return ResultLinks(
        private_link=services().shown_address(url_for("results.show", token=token)),
        phone_url=url_for("results.phone", token=token),
        share_url=url_for("share_links.show", token=token),
        retake_url=url_for("retakes.confirm", token=token),
        research_url=url_for("research.show", token=token),
        json_url=url_for("results.download_json", token=token),
        csv_url=url_for("results.download_csv", token=token),
        deletion_url=url_for("results.confirm_deletion", token=token),
        plotly_src=services().assets.plotly_url,
    )
