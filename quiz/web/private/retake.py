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
from quiz.instrument.instrument import Domain, Edition, Facet, Instrument, Spectrum
from quiz.measurement.interpretation import listed, points
from quiz.measurement.progress import Movement, Occasion, Progress, progress_between
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

Poles = Spectrum | Domain | Facet

blueprint = Blueprint("retakes", __name__, url_prefix="/results/<token>/retake")


@dataclass(frozen=True)
class RetakePage:
    title: str
    editions: tuple[Edition, ...]
    same_edition: str
    is_private: bool = True


@dataclass(frozen=True)
class Part:
    """Part of a result, headline, domain or facet, and what became of it since the result before."""

    name: str
    verdict: str
    figures: str
    has_moved: bool


@dataclass(frozen=True)
class ProgressSection:
    """Progress since earlier results, and when this one was taken again; each part may be missing.

    `wholes` are headline and domains, `facets` those that moved; the others are named in `unmoved` with
    their figures, or in `not_compared`.
    """

    since: str = ""
    sentence: str = ""
    charts: tuple[Chart, ...] = ()
    wholes: tuple[Part, ...] = ()
    facets: tuple[Part, ...] = ()
    unmoved: str = ""
    not_compared: str = ""
    retaken_on: tuple[str, ...] = ()


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
        return ProgressSection(retaken_on=retaken_on) if retaken_on else None
    results = [*(each for each, _ in before), result]
    days = [*(when for _, when in before), past_day(completed_on)]
    occasions = [Occasion(each.profile, each.edition, each.instrument) for each in results]
    progress, instrument = progress_between(occasions[-2], occasions[-1]), result.instrument
    wholes, facets = _wholes(progress, instrument), _facets(progress, instrument)
    moved = [part for part in facets if part.has_moved]
    left_out = [facet.name for facet in instrument.facets if facet.id not in progress.facets]
    return ProgressSection(
        since=days[-2],
        sentence=_sentence([*wholes, *facets]),
        charts=_path(occasions, days),
        wholes=tuple(wholes),
        facets=tuple(moved),
        unmoved="; ".join(f"{part.name} {part.figures}" for part in facets if not part.has_moved),
        not_compared=listed(left_out),
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


def _sentence(parts: list[Part]) -> str:
    if not parts:
        return "Nothing can be compared: the questions were others, or too few were answered."
    moved = [part.name for part in parts if part.has_moved]
    if not moved:
        return "Nothing moved so far that it could not come from answering twice."
    return (
        f"What moved further than answering twice explains: {listed(moved)}. "
        "Neither direction is better than the other."
    )


def _wholes(progress: Progress, instrument: Instrument) -> list[Part]:
    """Headline and domains, what moved first; each with the band of its change."""
    found: list[tuple[str, Poles, Movement | None]] = [
        ("Overall", instrument.headline, progress.headline),
        *((domain.name, domain, progress.domains.get(domain.id)) for domain in instrument.domains),
    ]
    parts = [
        _part(name, poles, movement, _band_words(movement, poles))
        for name, poles, movement in found
        if movement
    ]
    return sorted(parts, key=lambda part: not part.has_moved)


def _facets(progress: Progress, instrument: Instrument) -> list[Part]:
    return [
        _part(facet.name, facet, progress.facets[facet.id])
        for facet in instrument.facets
        if facet.id in progress.facets
    ]


def _part(name: str, poles: Poles, movement: Movement, band: str = "") -> Part:
    first, second = points(movement.first.score), points(movement.second.score)
    figures = f"{first} both times" if first == second else f"from {first} to {second}"
    towards = poles.high_pole if movement.difference > 0 else poles.low_pole
    verdict = f"Moved towards “{towards}”." if movement.has_moved else "No clear change."
    return Part(name, verdict, f"{figures}{band}", movement.has_moved)


def _band_words(movement: Movement, poles: Poles) -> str:
    low, high = round(movement.low), round(movement.high)
    if movement.first.df == 0 or movement.second.df == 0:
        return ""
    if movement.has_moved:
        least, most = sorted((abs(low), abs(high)))
        return f"; {max(1, least)} to {most} points fit your answers"
    down = f"{-low} points towards “{poles.low_pole}”" if low else "no change"
    up = f"{high} points towards “{poles.high_pole}”" if high else "no change"
    return f"; anything from {down} to {up} fits your answers"
