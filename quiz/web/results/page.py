"""The result page's context: one response set, scored, drawn and put into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from quiz.charts.base.chart import Chart, in_words
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import map_figure
from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.as_others_see import as_others_see
from quiz.measurement.interpretation import headline_sentences, named_archetypes, summary_sentences
from quiz.measurement.profile import Profile, profile_of
from quiz.measurement.responses import Responses, ResponseSet
from quiz.web.page.pages import (
    ArchetypeRow,
    ComparisonLine,
    NamedArchetype,
    ProgressSection,
    QualityNote,
    ResultPage,
    StandingSection,
)
from quiz.web.page.words import past_day
from quiz.web.results.facets import facet_group_sections

RESULTS_KEPT = 256
"""In memory, some 12 KB each; docs/privacy.md names them."""


@dataclass(frozen=True)
class PrivateParts:
    """What the private page says beyond this one result."""

    notice: str | None = None
    comparisons: tuple[ComparisonLine, ...] = ()
    progress: ProgressSection | None = None
    quality: QualityNote | None = None
    standing: StandingSection | None = None


@dataclass(frozen=True)
class Result:
    """One response set with the instrument it was given to; two with equal answers are equal."""

    instrument_sha256: str
    edition_id: str
    answers: tuple[tuple[str, int | None], ...]
    instrument: Instrument = field(compare=False, repr=False)

    @classmethod
    def of(cls, response_set: ResponseSet, instrument: Instrument) -> Result:
        answers = tuple(sorted(response_set.responses.items()))
        return cls(response_set.instrument_sha256, response_set.edition, answers, instrument)

    @property
    def edition(self) -> Edition:
        return self.instrument.editions[self.edition_id]

    @property
    def responses(self) -> Responses:
        return dict(self.answers)


def result_page(
    result: Result, completed_on: date, parts: PrivateParts = PrivateParts(), *, for_others: bool = False
) -> ResultPage:
    """The whole private page; what others see is cut out of the same page with rounded figures."""
    profile, charts = _scored_and_drawn(result, for_others=for_others)
    sentence, certainty = headline_sentences(profile, result.instrument)
    summary, summary_certainty = summary_sentences(profile, result.instrument)
    return ResultPage(
        title="Your result",
        sentence=sentence,
        certainty=certainty,
        summary=summary,
        summary_certainty=summary_certainty,
        named=_named(profile, result.instrument),
        edition_name=result.edition.name,
        instrument_version=f"{result.instrument.title}, version {result.instrument.version}",
        scoring_url=f"/scoring/{result.instrument_sha256}",
        completed_on=past_day(completed_on),
        charts=charts,
        archetypes=_archetype_rows(profile, result.instrument),
        facet_groups=facet_group_sections(
            profile, result.responses, result.edition, result.instrument, for_others=for_others
        ),
        **vars(parts),
    )


def profile_shown(result: Result, *, for_others: bool = False) -> Profile:
    """The profile the result's page is made of."""
    return _scored_and_drawn(result, for_others=for_others)[0]


@lru_cache(maxsize=RESULTS_KEPT)
def _scored_and_drawn(result: Result, *, for_others: bool) -> tuple[Profile, tuple[Chart, ...]]:
    """Kept for the second look at the same result."""
    profile = profile_of(result.responses, result.edition, result.instrument)
    if for_others:
        profile = as_others_see(profile)
    drawn = [figure(profile, result.instrument) for figure in (map_figure, facets_figure, headline_figure)]
    return profile, tuple(chart for chart in drawn if chart is not None)


def _named(profile: Profile, instrument: Instrument) -> tuple[NamedArchetype, ...]:
    archetypes = (instrument.archetypes_by_id[each] for each in named_archetypes(profile, instrument))
    return tuple(NamedArchetype(archetype.name, archetype.summary) for archetype in archetypes)


def _archetype_rows(profile: Profile, instrument: Instrument) -> tuple[ArchetypeRow, ...]:
    if profile.archetypes is None:
        return ()
    named = named_archetypes(profile, instrument)
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
