"""What a private page says about earlier results of the same person, and about later ones."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from quiz.charts.base.chart import Chart
from quiz.charts.person.progress_map import progress_map_figure
from quiz.instrument.instrument import Facet
from quiz.measurement.change import Change, Occasion, progress_between
from quiz.measurement.interpretation import points
from quiz.store.response_sets import SavedResponseSet
from quiz.store.retakes import load_earlier, load_retaken_on
from quiz.web.page.pages import FacetChange, ProgressSection
from quiz.web.page.words import day, past_day
from quiz.web.results.page import Result, profile_shown
from quiz.web.services import services


def progress_section(
    connection: Connection, token: str, result: Result, completed_on: date
) -> ProgressSection | None:
    """None for whoever took it once. Results whose instrument is not archived here are left out."""
    retaken_on = tuple(past_day(each) for each in load_retaken_on(connection, token))
    before = [found for saved in load_earlier(connection, token) if (found := _result_of(saved))]
    if not before:
        return ProgressSection("", "", (), (), retaken_on) if retaken_on else None
    results = [*(each for each, _ in before), result]
    days = [*(when for _, when in before), day(completed_on)]
    occasions = [Occasion(profile_shown(each), each.edition, each.instrument) for each in results]
    latest = progress_between(occasions[-2], occasions[-1])
    facets = tuple(_facet_change(facet, latest.facets.get(facet.id)) for facet in result.instrument.facets)
    return ProgressSection(
        since=f"{days[-2]} (UTC)",
        sentence=_sentence(facets),
        charts=_path(occasions, days),
        facets=facets,
        retaken_on=retaken_on,
    )


def _result_of(saved: SavedResponseSet) -> tuple[Result, str] | None:
    instrument = services().find_instrument(saved.response_set.instrument_sha256)
    if instrument is None or saved.completed_on is None:
        return None
    return Result.of(saved.response_set, instrument), day(saved.completed_on)


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
