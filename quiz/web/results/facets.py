"""The result page's facets: each with its place, what that means, and the answers that made it."""

from __future__ import annotations

from functools import lru_cache

from quiz.charts.base.chart import bar_of, score_words
from quiz.instrument.instrument import Edition, Facet, Instrument, Item, Level
from quiz.measurement.interpretation import facet_groups, level_of
from quiz.measurement.profile import Profile, Score
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import answers_still_needed, explanations
from quiz.web.page.pages import AnswerRow, FacetGroupSection, FacetSection
from quiz.web.page.words import counted

ANSWERS_KEPT = 4096
"""Each item in every way it can be answered: a thousand in all, and nobody's in particular."""


def facet_group_sections(
    profile: Profile,
    responses: Responses,
    edition: Edition,
    instrument: Instrument,
    *,
    for_others: bool = False,
) -> tuple[FacetGroupSection, ...]:
    """Every facet once, in the order in which to speak of them."""
    is_complete = None not in profile.facets.values()
    needed = {} if is_complete or for_others else answers_still_needed(responses, edition, instrument)
    pulls = explanations(responses, edition, instrument)

    def section(facet: Facet) -> FacetSection:
        answers = tuple(
            _answer_row(instrument, edition.id, pull.item.id, pull.option, pull.pull)
            for pull in pulls[facet.id]
        )
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
