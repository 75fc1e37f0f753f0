"""The result page's context: one response set, scored, drawn and put into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from quiz.charts.chart import Bar, Chart, in_words, score_words
from quiz.charts.facets_figure import facets_figure
from quiz.charts.headline_figure import headline_figure
from quiz.charts.map_figure import map_figure
from quiz.measurement.explanation import Pull, explain
from quiz.measurement.instrument import Edition, Facet, Instrument, Level
from quiz.measurement.interpretation import facet_groups, headline_sentences, level_of, named_archetypes
from quiz.measurement.profile import Profile, Score, profile_of
from quiz.measurement.responses import PASSED_OVER, Responses, ResponseSet
from quiz.measurement.scoring import answers_still_needed
from quiz.web.pages import AnswerRow, ArchetypeRow, FacetGroupSection, FacetSection, ResultPage
from quiz.web.questionnaire.page import numbered


@dataclass(frozen=True)
class ResultLinks:
    private_path: str
    json_url: str
    csv_url: str
    deletion_url: str
    plotly_src: str


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


def result_page(result: Result, completed_on: date, links: ResultLinks, notice: str | None) -> ResultPage:
    profile, charts = _scored_and_drawn(result)
    sentence, certainty = headline_sentences(profile, result.instrument)
    return ResultPage(
        title="Your result",
        sentence=sentence,
        certainty=certainty,
        notice=notice,
        edition_name=result.edition.name,
        completed_on=f"{completed_on.day} {completed_on:%B %Y}",
        charts=charts,
        archetypes=_archetype_rows(profile, result.instrument),
        facet_groups=_facet_group_sections(profile, result),
        private_path=links.private_path,
        json_url=links.json_url,
        csv_url=links.csv_url,
        deletion_url=links.deletion_url,
        plotly_src=links.plotly_src,
    )


@lru_cache(maxsize=256)
def _scored_and_drawn(result: Result) -> tuple[Profile, tuple[Chart, ...]]:
    """Kept for the second look at the same result; 256 of them take about 3 MB."""
    profile = profile_of(result.responses, result.edition, result.instrument)
    drawn = [figure(profile, result.instrument) for figure in (map_figure, facets_figure, headline_figure)]
    return profile, tuple(chart for chart in drawn if chart is not None)


def _archetype_rows(profile: Profile, instrument: Instrument) -> tuple[ArchetypeRow, ...]:
    if profile.archetypes is None:
        return ()
    named = named_archetypes(profile)
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


def _facet_group_sections(profile: Profile, result: Result) -> tuple[FacetGroupSection, ...]:
    needed = answers_still_needed(result.responses, result.edition, result.instrument)
    return tuple(
        FacetGroupSection(
            group.heading,
            tuple(
                _facet_section(facet, profile.facets[facet.id], needed.get(facet.id, 0), result)
                for facet in group.facets
            ),
        )
        for group in facet_groups(profile, result.instrument)
    )


def _facet_section(facet: Facet, score: Score | None, needed: int, result: Result) -> FacetSection:
    level = level_of(score) if score else Level.MIDDLE
    text = facet.levels[level]
    return FacetSection(
        id=facet.id,
        name=facet.name,
        low_pole=facet.low_pole,
        high_pole=facet.high_pole,
        description=facet.description,
        score_text=_score_text(score, needed),
        bar=Bar(score.score, score.low, score.high) if score else None,
        meaning=text.meaning,
        gain=text.gain,
        cost=text.cost,
        practice=text.practice,
        answers=_answer_rows(facet, result),
    )


def _score_text(score: Score | None, needed: int) -> str:
    if score is None:
        return f"not scored: {needed} more {'answer' if needed == 1 else 'answers'} needed"
    return score_words(score)


def _answer_rows(facet: Facet, result: Result) -> tuple[AnswerRow, ...]:
    numbers = numbered(result.edition)
    pulls = explain(facet.id, result.responses, result.edition, result.instrument)
    return tuple(
        AnswerRow(
            number=numbers[pull.item.id],
            text=pull.item.text,
            answer=_answer_text(pull, result.instrument),
            pull_text=_pull_text(pull, facet),
        )
        for pull in pulls
    )


def _answer_text(pull: Pull, instrument: Instrument) -> str:
    if pull.option is PASSED_OVER:
        return instrument.passed_over
    return instrument.option_labels(pull.item)[pull.option - 1]


def _pull_text(pull: Pull, facet: Facet) -> str:
    if pull.pull is None:
        return "not counted"
    if pull.pull == 0:
        return "no pull either way"
    pole = facet.high_pole if pull.pull > 0 else facet.low_pole
    return f"{abs(pull.pull):.0f} points towards “{pole}”"
