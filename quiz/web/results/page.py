"""A result's page: one response set, scored, drawn and put into words.

What stands beside a result for its owner alone is not here: see `quiz/web/private/page.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from quiz.charts.base.chart import Chart, in_words
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import map_figure
from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.as_others_see import as_others_see
from quiz.measurement.interpretation import headline_sentences, named_archetypes, summary_sentences
from quiz.measurement.profile import Profile, profile_of
from quiz.measurement.responses import Responses, ResponseSet
from quiz.web.page.pages import ArchetypeRow, NamedArchetype, ResultPage
from quiz.web.page.words import past_day
from quiz.web.results.facets import facet_group_sections

RESULTS_KEPT = 256
"""In memory, some 12 KB each; docs/privacy.md names them."""


@dataclass(frozen=True)
class Result:
    """One response set, scored once, and drawn once where its charts are shown.

    With rounded figures if it is `for_others`.
    """

    instrument: Instrument
    edition: Edition
    responses: Responses
    for_others: bool

    @staticmethod
    def of(given: ResponseSet, instrument: Instrument, *, for_others: bool = False) -> Result:
        """The same one again for the next look at equal answers, while it is kept."""
        return _kept(instrument, given.edition, tuple(sorted(given.responses.items())), for_others=for_others)

    @cached_property
    def profile(self) -> Profile:
        profile = profile_of(self.responses, self.edition, self.instrument)
        return as_others_see(profile) if self.for_others else profile

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        figures = (map_figure, facets_figure, headline_figure)
        drawn = (figure(self.profile, self.instrument) for figure in figures)
        return tuple(chart for chart in drawn if chart is not None)


@lru_cache(maxsize=RESULTS_KEPT)
def _kept(
    instrument: Instrument, edition: str, answers: tuple[tuple[str, int | None], ...], *, for_others: bool
) -> Result:
    return Result(instrument, instrument.editions[edition], dict(answers), for_others)


def result_page(result: Result, completed_on: date) -> ResultPage:
    """The result as its owner sees it; what others see is cut out of it."""
    profile, instrument = result.profile, result.instrument
    sentence, certainty = headline_sentences(profile, instrument)
    summary, summary_certainty = summary_sentences(profile, instrument)
    named = named_archetypes(profile, instrument)
    return ResultPage(
        title="Your result",
        sentence=sentence,
        certainty=certainty,
        summary=summary,
        summary_certainty=summary_certainty,
        named=_named(named, instrument),
        edition_name=result.edition.name,
        instrument_version=f"{instrument.title}, version {instrument.version}",
        scoring_url=f"/scoring/{instrument.sha256}",
        completed_on=past_day(completed_on),
        charts=result.charts,
        archetypes=_archetype_rows(profile, named, instrument),
        facet_groups=facet_group_sections(
            profile, result.responses, result.edition, instrument, for_others=result.for_others
        ),
    )


def _named(named: tuple[str, ...], instrument: Instrument) -> tuple[NamedArchetype, ...]:
    archetypes = (instrument.archetypes_by_id[each] for each in named)
    return tuple(NamedArchetype(archetype.name, archetype.summary) for archetype in archetypes)


def _archetype_rows(
    profile: Profile, named: tuple[str, ...], instrument: Instrument
) -> tuple[ArchetypeRow, ...]:
    if profile.archetypes is None:
        return ()
    most_probable_first = sorted(profile.archetypes.items(), key=lambda pair: -pair[1])
    return tuple(
        ArchetypeRow(
            name=instrument.archetypes_by_id[archetype].name,
            percent_text=in_words(probability),
            percent=round(100 * probability),
            summary=instrument.archetypes_by_id[archetype].summary,
            gain=instrument.archetypes_by_id[archetype].gain,
            cost=instrument.archetypes_by_id[archetype].cost,
            is_named=archetype in named,
        )
        for archetype, probability in most_probable_first
    )
