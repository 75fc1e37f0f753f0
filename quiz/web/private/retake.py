"""Retakes: taking the questionnaire again, and what a private page says of what moved since.

A retake is a new private link, which continues the earlier result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quiz.charts.base.chart import Chart
from quiz.charts.person.progress_map import progress_map_figure
from quiz.instrument.instrument import Edition, Facet
from quiz.measurement.change import Change, Occasion, progress_between
from quiz.measurement.interpretation import points
from quiz.store.database.engine import writing
from quiz.store.response_sets import SavedResponseSet
from quiz.store.retakes import issue_retake
from quiz.web.front.tallies import Event, tallies
from quiz.web.guards.access import find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.page.forms import chosen_edition
from quiz.web.page.words import past_day, today
from quiz.web.results.page import Result
from quiz.web.services import services

blueprint = Blueprint("retakes", __name__, url_prefix="/results/<token>/retake")


@dataclass(frozen=True)
class RetakePage:
    title: str
    editions: tuple[Edition, ...]
    same_edition: str
    is_private: bool = True


@dataclass(frozen=True)
class FacetChange:
    """Change of one facet since the result before; `figures` is empty when it cannot be compared."""

    name: str
    verdict: str
    figures: str
    has_moved: bool


@dataclass(frozen=True)
class ProgressSection:
    """Progress since earlier results, and when this one was taken again; each part may be missing."""

    since: str
    sentence: str
    charts: tuple[Chart, ...]
    facets: tuple[FacetChange, ...]
    retaken_on: tuple[str, ...]


@blueprint.get("")
def confirm(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    page = RetakePage(
        title="Take it again",
        editions=tuple(services().instrument.editions.values()),
        same_edition=finished.response_set.edition,
    )
    return render_template("retakes/confirm.html", page=page, token=token)


@blueprint.post("")
@limited("20 per hour")
def start(token: str) -> ResponseReturnValue:
    """Pressed twice, it begins two empty questionnaires; the one nobody goes on with shows up nowhere."""
    find_finished_or_404(token)
    instrument = services().instrument
    edition = chosen_edition(instrument)
    try:
        with writing(services().engine) as connection:
            retake = issue_retake(connection, token, instrument.sha256, edition, today())
    except IntegrityError:  # the earlier result was deleted since we looked
        abort(404)
    tallies().count(Event.STARTED)
    return redirect(url_for("questionnaire.show", token=retake), 303)


def progress_section(
    result: Result, completed_on: date, earlier: tuple[SavedResponseSet, ...], retakes: tuple[date, ...]
) -> ProgressSection | None:
    """None for whoever took it once. Results whose instrument is not archived here are left out."""
    retaken_on = tuple(map(past_day, retakes))
    before = [found for saved in earlier if (found := _result_of(saved))]
    if not before:
        return ProgressSection("", "", (), (), retaken_on) if retaken_on else None
    results = [*(each for each, _ in before), result]
    days = [*(when for _, when in before), past_day(completed_on)]
    occasions = [Occasion(each.profile, each.edition, each.instrument) for each in results]
    latest = progress_between(occasions[-2], occasions[-1])
    facets = tuple(_facet_change(facet, latest.facets.get(facet.id)) for facet in result.instrument.facets)
    return ProgressSection(
        since=days[-2],
        sentence=_sentence(facets),
        charts=_path(occasions, days),
        facets=facets,
        retaken_on=retaken_on,
    )


def _result_of(saved: SavedResponseSet) -> tuple[Result, str] | None:
    instrument = services().find_instrument(saved.response_set.instrument_sha256)
    if instrument is None or saved.completed_on is None:
        return None
    return Result.of(saved.response_set, instrument), past_day(saved.completed_on)


def _path(occasions: list[Occasion], days: list[str]) -> tuple[Chart, ...]:
    """The map with all results that were asked alike in both domains; no map when that is one alone."""
    newest = occasions[-1]
    domains = len(newest.instrument.domains)
    alike = [
        (occasion, when)
        for occasion, when in zip(occasions, days, strict=True)
        if occasion is newest or len(progress_between(occasion, newest).domains) == domains
    ]
    profiles = [occasion.profile for occasion, _ in alike]
    chart = progress_map_figure(profiles, [when for _, when in alike], newest.instrument)
    return (chart,) if chart else ()


def _sentence(facets: tuple[FacetChange, ...]) -> str:
    compared = [facet for facet in facets if facet.figures]
    moved = [facet for facet in compared if facet.has_moved]
    if not compared:
        return "Nothing can be compared: the questions were others, or too few were answered."
    if not moved:
        return f"No facet of {len(compared)} changed by more than its measurement error."
    return (
        f"{len(moved)} of {len(compared)} facets moved by more than their measurement error. {NEITHER_BETTER}"
    )


NEITHER_BETTER = "Moving either way is neither better nor worse."


def _facet_change(facet: Facet, change: Change | None) -> FacetChange:
    if change is None:
        return FacetChange(facet.name, "Not compared: other questions, or too few answers.", "", False)
    first, second = points(change.first.score), points(change.second.score)
    figures = f"{first} both times" if first == second else f"from {first} to {second}"
    if not change.is_beyond_error:
        return FacetChange(facet.name, "No clear change.", figures, False)
    pole = facet.high_pole if change.difference > 0 else facet.low_pole
    return FacetChange(facet.name, f"Moved towards “{pole}”.", figures, True)
