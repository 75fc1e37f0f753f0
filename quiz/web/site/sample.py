"""The sample: a whole result of a made-up person, marked as such, for whoever wonders what they would get.

It is scored, drawn and put into words as every result is; the database has no row of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from quiz.charts.base.chart import NOT_SCORED, bar_of, score_words
from quiz.instrument.instrument import Domain
from quiz.measurement.interpretation import summary_sentences
from quiz.measurement.made_up import made_up_edition, made_up_responses
from quiz.measurement.responses import ResponseSet
from quiz.web.front.headers import public
from quiz.web.page.pages import ResultPage, SampleFigure, SampleRow, Social
from quiz.web.page.slots import SlottedPage, filled, slot, slotted_page
from quiz.web.page.social import general_social
from quiz.web.page.words import today
from quiz.web.private.page import ResultFrame, result_contents
from quiz.web.results.page import Result, result_page
from quiz.web.services import services

blueprint = Blueprint("sample", __name__, url_prefix="/sample")

TITLE = "Sample: a made-up person"


@blueprint.get("")
@public
def show() -> ResponseReturnValue:
    return filled(slotted_page(("sample",), _render), {})


def sample_figure() -> SampleFigure:
    """What the first page shows of it."""
    result = _result()
    sentence, certainty = summary_sentences(result.profile, result.instrument)
    return SampleFigure(
        sentence, certainty, tuple(_row(domain, result) for domain in result.instrument.domains)
    )


def _row(domain: Domain, result: Result) -> SampleRow:
    score = result.profile.domains[domain.id]
    words = score_words(score) if score else NOT_SCORED
    return SampleRow(domain.name, domain.low_pole, domain.high_pole, bar_of(score), words)


def _result() -> Result:
    instrument = services().instrument
    edition = made_up_edition(instrument)
    given = ResponseSet(instrument.sha256, edition.id, made_up_responses(edition, instrument))
    return Result.of(given, instrument)


@dataclass(frozen=True, kw_only=True)
class SampleFrame(ResultFrame):
    """The private page's frame, of nobody."""

    social: Social
    is_private: bool = False
    is_sample: bool = True


def _render() -> str:
    page = replace(result_page(_result(), today()), title=TITLE, completed_on="a made-up person")
    frame = SampleFrame(
        title=page.title,
        edition_name=page.edition_name,
        instrument_version=page.instrument_version,
        facets=len(page.facets),
        has_archetypes=bool(page.archetypes),
        private_link="",
        mailed_link="",
        social=_social(page),
    )
    html = render_template("sample/show.html", page=frame, slot=slot)
    return SlottedPage(html).fill(result_contents(page))


def _social(page: ResultPage) -> Social:
    return replace(
        general_social(),
        title=page.title,
        description=f"What a result looks like, from answers that we made up: {page.summary}",
        url=services().settings.origin + url_for("sample.show"),
    )
