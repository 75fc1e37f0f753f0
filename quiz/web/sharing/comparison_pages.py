"""Comparisons to be read: the page of two results side by side, no further than both show.

And the lines in which a private page speaks of those that wait or are open.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, url_for

from quiz.charts.base.chart import Chart
from quiz.charts.pair.facets import pair_facets_figure
from quiz.charts.pair.headline import Labelled, pair_headline_figure
from quiz.charts.pair.map import pair_map_figure
from quiz.instrument.instrument import Instrument
from quiz.measurement.as_others_see import Extent
from quiz.measurement.comparison import (
    Coverage,
    FacetPair,
    PairComparison,
    compare_profiles,
    conversation_questions,
    newer,
)
from quiz.measurement.interpretation import points, stated
from quiz.store.comparisons import Comparison, ComparisonState, load_pair
from quiz.store.database.engine import reading
from quiz.web.guards.access import Finished, finished_or_404
from quiz.web.page.words import still_today, until
from quiz.web.results.page import Result
from quiz.web.services import services
from quiz.web.sharing.link_pages import SHOWS

SOMEBODY = "somebody"
"""Name for whoever made a share link without one."""


@dataclass(frozen=True)
class ComparisonLine:
    """A comparison as the private page speaks of it."""

    name: str
    state: str
    url: str
    is_waiting_for_owner: bool


def comparison_lines(comparisons: tuple[Comparison, ...], token: str) -> tuple[ComparisonLine, ...]:
    """Newest first; ended ones are not spoken of."""
    return tuple(
        _line(each, token)
        for each in comparisons
        if each.state_on(still_today()) is not ComparisonState.ENDED
    )


def other_name(comparison: Comparison, token: str) -> str:
    """Of the one who is not the holder of this private link."""
    if comparison.is_proposer(token):
        return comparison.owner_name or comparison.link.display_name or SOMEBODY
    return comparison.proposer_name


def _line(comparison: Comparison, token: str) -> ComparisonLine:
    is_proposer = comparison.is_proposer(token)
    is_open = comparison.state_on(still_today()) is ComparisonState.ACCEPTED
    if is_open:
        state = "You both agreed."
    else:
        state = "Waiting for an answer." if is_proposer else "Asks to compare results with you."
    return ComparisonLine(
        name=other_name(comparison, token),
        state=state,
        url=url_for("comparisons.show", token=token, comparison_id=comparison.id),
        is_waiting_for_owner=not is_open and not is_proposer,
    )


@dataclass(frozen=True)
class ComparedFacet:
    name: str
    low_pole: str
    high_pole: str
    figures: str
    verdict: str
    coverage: str
    is_clear: bool


@dataclass(frozen=True)
class ComparisonPage:
    """Page with what both agreed to see of each other, and no more."""

    title: str
    names: tuple[str, str]
    you: int
    shows: str
    sentence: str
    charts: tuple[Chart, ...]
    facets: tuple[ComparedFacet, ...]
    questions: tuple[str, ...]
    ends: str
    is_private: bool = True


def comparison_page(comparison: Comparison, token: str) -> ComparisonPage:
    owner, proposer = _results(comparison)
    texts = newer(owner.instrument, proposer.instrument)
    names = (comparison.owner_name or SOMEBODY, comparison.proposer_name)
    first, second = (
        Labelled(name, result.profile) for name, result in zip(names, (owner, proposer), strict=True)
    )
    pair = compare_profiles(first.profile, second.profile, texts, comparison.extent)
    return ComparisonPage(
        title="Two results side by side",
        names=names,
        you=1 if comparison.is_proposer(token) else 0,
        shows=SHOWS[comparison.extent.value],
        sentence=_sentence(pair),
        charts=_charts(first, second, texts, comparison.extent),
        facets=tuple(_facet(each, names) for each in pair.facets),
        questions=conversation_questions(pair),
        ends=until(comparison.link.expires_on),
    )


def _results(comparison: Comparison) -> tuple[Result, Result]:
    with reading(services().engine) as connection:
        found = load_pair(connection, comparison)
    if found is None:  # one was deleted since we looked
        abort(410)
    owner, proposer = (finished_or_404(saved) for saved in found)
    return _for_others(owner), _for_others(proposer)


def _for_others(finished: Finished) -> Result:
    return Result.of(finished.response_set, finished.instrument, for_others=True)


def _charts(first: Labelled, second: Labelled, texts: Instrument, extent: Extent) -> tuple[Chart, ...]:
    drawn = [pair_headline_figure(first, second, texts)]
    if extent.includes(Extent.DOMAINS):
        drawn.insert(0, pair_map_figure(first, second, texts))
    if extent.includes(Extent.FACETS):
        drawn.append(pair_facets_figure(first, second, texts))
    return tuple(chart for chart in drawn if chart)


def _sentence(pair: PairComparison) -> str:
    if pair.headline is None:
        return "One of the two has no overall result, so only parts can be compared."
    if pair.headline.is_beyond_error:
        return f"Overall, about {points(abs(pair.headline.difference))} points lie between the two of you."
    return "Overall, the two of you are too close to tell apart."


def _facet(pair: FacetPair, names: tuple[str, str]) -> ComparedFacet:
    change, facet = pair.change, pair.facet
    return ComparedFacet(
        name=facet.name,
        low_pole=facet.low_pole,
        high_pole=facet.high_pole,
        figures=f"{names[0]}: {stated(change.first)}, {names[1]}: {stated(change.second)}",
        verdict="Clearly different, by more than both sets of answers leave open."
        if change.is_beyond_error
        else "Too close to tell: both sets of answers leave more open than lies between you.",
        coverage=_coverage(pair).format(low=facet.low_pole, high=facet.high_pole),
        is_clear=change.is_beyond_error,
    )


def _coverage(pair: FacetPair) -> str:
    is_apart_in_the_middle = pair.change.is_beyond_error and pair.coverage is Coverage.OPEN
    return APART_IN_THE_MIDDLE if is_apart_in_the_middle else COVERAGE[pair.coverage]


APART_IN_THE_MIDDLE = (
    "You differ from each other, and still neither of you is far enough from the middle to name an end."
)

COVERAGE = {
    Coverage.BOTH_POLES: "Together you cover both ends: one of you leans to “{low}”, the other to “{high}”.",
    Coverage.LOW_POLE: "Both of you lean to “{low}”. For “{high}” you may want to ask somebody else.",
    Coverage.HIGH_POLE: "Both of you lean to “{high}”. For “{low}” you may want to ask somebody else.",
    Coverage.ONE_LOW: "One of you leans to “{low}”; the other’s answers leave it open.",
    Coverage.ONE_HIGH: "One of you leans to “{high}”; the other’s answers leave it open.",
    Coverage.OPEN: "It stays open which end either of you is closer to.",
}
"""Words for what two people cover of a facet together."""
