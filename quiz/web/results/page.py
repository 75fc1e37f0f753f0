"""A result's page: one response set, scored, drawn and put into words.

What stands beside a result for its owner alone is not here: see `quiz/web/private/page.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from markupsafe import Markup

from quiz.charts.base.chart import Chart, bar_of, in_words, score_words
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import map_figure, map_takeaway, spot_of
from quiz.charts.person.place import ON_A_PAGE, place_svg
from quiz.instrument.instrument import Edition, Facet, Instrument, Item, Level
from quiz.measurement.as_others_see import as_others_see
from quiz.measurement.interpretation import (
    headline_sentences,
    level_of,
    named_archetypes,
    named_level,
    standing_out,
    summary_sentences,
    word_in_full,
)
from quiz.measurement.profile import Profile, Score, profile_of
from quiz.measurement.responses import PASSED_OVER, Responses, ResponseSet
from quiz.measurement.scoring import answers_still_needed, explanations
from quiz.web.page.pages import (
    AnswerRow,
    ArchetypeRow,
    FacetSection,
    MapView,
    NamedArchetype,
    ResultPage,
)
from quiz.web.page.words import counted, past_day

RESULTS_KEPT = 256
"""In memory, some 12 KB each; docs/privacy.md names them."""

ANSWERS_KEPT = 4096
"""Each item in every way it can be answered: a thousand in all, and nobody's in particular."""


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
        """To its owner the sentence and the map say what the headline's figure shows."""
        figures = (map_figure, facets_figure, *((headline_figure,) if self.for_others else ()))
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
    archetypes, facets = _archetype_rows(result, named), _facet_sections(result)
    return ResultPage(
        title="Your result",
        sentence=sentence,
        certainty=certainty,
        summary=summary,
        summary_certainty=summary_certainty,
        named=tuple(NamedArchetype(row.name, row.summary) for row in archetypes if row.is_named),
        edition_name=result.edition.name,
        instrument_version=f"{instrument.title}, version {instrument.version}",
        scoring_url=f"/scoring/{instrument.sha256}",
        completed_on=past_day(completed_on),
        map=_map(result, archetypes),
        charts=result.charts,
        archetypes=archetypes,
        standing_out=tuple(facets[each.id] for each in standing_out(profile, instrument)),
        facets=tuple(facets.values()),
    )


def _map(result: Result, archetypes: tuple[ArchetypeRow, ...]) -> MapView | None:
    spot = spot_of(result.profile, result.instrument)
    if spot is None or not archetypes:
        return None
    across, up = result.instrument.domains
    return MapView(
        place=Markup(place_svg(spot, ON_A_PAGE)),  # noqa: S704 - numbers and our own words
        across=(across.low_pole, across.high_pole),
        up=(up.low_pole, up.high_pole),
        quarters=tuple(sorted(archetypes, key=lambda row: (row.sides[1] == "low", row.sides[0] == "high"))),
        words=map_takeaway(result.profile, result.instrument),
    )


def _archetype_rows(result: Result, named: tuple[str, ...]) -> tuple[ArchetypeRow, ...]:
    """The most probable first."""
    probabilities = result.profile.archetypes or {}
    rows = []
    for archetype_id, probability in sorted(probabilities.items(), key=lambda pair: -pair[1]):
        archetype = result.instrument.archetypes_by_id[archetype_id]
        rows.append(
            ArchetypeRow(
                name=archetype.name,
                percent_text=in_words(probability),
                summary=archetype.third_person if result.for_others else archetype.summary,
                gain=archetype.gain,
                cost=archetype.cost,
                is_named=archetype_id in named,
                sides=archetype.sides,
            )
        )
    return tuple(rows)


def _facet_sections(result: Result) -> dict[str, FacetSection]:
    """Every facet by id, in the instrument's order."""
    profile, instrument = result.profile, result.instrument
    of = (result.responses, result.edition, instrument)
    is_complete = None not in profile.facets.values()
    needed = {} if is_complete or result.for_others else answers_still_needed(*of)
    pulls = explanations(*of)
    sections = {}
    for facet in instrument.facets:
        answers = tuple(
            _answer_row(instrument, result.edition.id, pull.item.id, pull.option, pull.pull)
            for pull in pulls[facet.id]
        )
        score = profile.facets[facet.id]
        section = _facet_section(facet, score, needed.get(facet.id, 0), answers)
        if result.for_others:
            level = level_of(score) if score else Level.MIDDLE
            section = replace(section, meaning=facet.levels[level].third_person)
        sections[facet.id] = section
    return sections


def _facet_section(
    facet: Facet, score: Score | None, needed: int, answers: tuple[AnswerRow, ...]
) -> FacetSection:
    text = facet.levels[named_level(score)]
    return FacetSection(
        id=facet.id,
        name=facet.name,
        low_pole=facet.low_pole,
        high_pole=facet.high_pole,
        description=facet.description,
        word=word_in_full(score, facet),
        score_text=_score_text(score, needed),
        bar=bar_of(score),
        meaning=text.meaning,
        gain=text.gain,
        cost=text.cost,
        practice=text.practice,
        answers=answers,
    )


def _score_text(score: Score | None, needed: int) -> str:
    if score is None:
        return (
            f"not scored: {counted(needed, 'more answer')} needed"
            if needed
            else "not scored: too few answers"
        )
    return score_words(score)


@lru_cache(maxsize=ANSWERS_KEPT)
def _answer_row(
    instrument: Instrument, edition_id: str, item_id: str, option: int | None, pull: float | None
) -> AnswerRow:
    edition = instrument.editions[edition_id]
    item = edition.items_by_id[item_id]
    return AnswerRow(
        number=edition.numbers[item_id],
        text=item.text,
        answer=_answer_text(item, option, instrument),
        pull_text=_pull_text(pull, instrument.facets_by_id[item.facet]),
    )


def _answer_text(item: Item, option: int | None, instrument: Instrument) -> str:
    if option is PASSED_OVER:
        return instrument.passed_over
    return instrument.option_labels(item)[option - 1]


def _pull_text(pull: float | None, facet: Facet) -> str:
    if pull is None:
        return "not counted"
    if pull == 0:
        return "no pull either way"
    pole = facet.high_pole if pull > 0 else facet.low_pole
    return f"{abs(pull):.0f} points towards “{pole}”"
