"""The result page's facets: each with its place, what that means, and the answers that made it."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.charts.chart import Bar, score_words
from quiz.measurement.explanation import Pull, explanations
from quiz.measurement.instrument import Edition, Facet, Instrument, Level
from quiz.measurement.interpretation import facet_groups, level_of
from quiz.measurement.profile import Profile, Score
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import answers_still_needed
from quiz.web.pages import AnswerRow, FacetGroupSection, FacetSection
from quiz.web.questionnaire.page import numbered


def facet_group_sections(
    profile: Profile, responses: Responses, edition: Edition, instrument: Instrument
) -> tuple[FacetGroupSection, ...]:
    """Every facet once, in the order in which to speak of them."""
    is_complete = None not in profile.facets.values()
    needed = {} if is_complete else answers_still_needed(responses, edition, instrument)
    pulls = explanations(responses, edition, instrument)
    numbers = numbered(edition)

    def section(facet: Facet) -> FacetSection:
        answers = tuple(_answer_row(pull, facet, numbers, instrument) for pull in pulls[facet.id])
        return _facet_section(facet, profile.facets[facet.id], needed.get(facet.id, 0), answers)

    return tuple(
        FacetGroupSection(group.heading, tuple(section(facet) for facet in group.facets))
        for group in facet_groups(profile, instrument)
    )


def _facet_section(
    facet: Facet, score: Score | None, needed: int, answers: tuple[AnswerRow, ...]
) -> FacetSection:
    text = facet.levels[level_of(score) if score else Level.MIDDLE]
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
        answers=answers,
    )


def _score_text(score: Score | None, needed: int) -> str:
    if score is None:
        return f"not scored: {needed} more {'answer' if needed == 1 else 'answers'} needed"
    return score_words(score)


def _answer_row(pull: Pull, facet: Facet, numbers: Mapping[str, int], instrument: Instrument) -> AnswerRow:
    return AnswerRow(
        number=numbers[pull.item.id],
        text=pull.item.text,
        answer=_answer_text(pull, instrument),
        pull_text=_pull_text(pull, facet),
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
