"""Interpretation: what may be said about a profile, how firmly, and which facets to speak of first.

The words are hedged as far as the confidence bands demand, and neither pole is spoken of as the better one.
"""

from __future__ import annotations

from collections.abc import Sequence

from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Facet, Instrument, Level
from quiz.measurement.posterior import Word
from quiz.measurement.profile import Profile, Score, Wording

STANDING_OUT_AT_MOST = 3
NEAR_THE_MIDDLE = 10.0
"""Points: a score no further from 50 is said to be near the middle, if its band leaves the side open."""


def level_of(score: Score) -> Level:
    """Low or high only when the whole band lies on that side of 50: nobody is labelled near the middle."""
    if score.high < SCORE_MID:
        return Level.LOW
    return Level.HIGH if score.low > SCORE_MID else Level.MIDDLE


def named_archetypes(profile: Profile, instrument: Instrument) -> tuple[str, ...]:
    """Ids of the archetypes to name, most probable first: one, two when between them, or none.

    Near the middle, two between which all is open are not named. And one that is called what an end of the
    headline is called, as in earlier questionnaires, is named only when the whole band lies on that side, or
    the sentence would say more than the place does.
    """
    probabilities = profile.archetypes
    if probabilities is None or profile.headline is None:
        return ()
    is_between = profile.wording is Wording.BETWEEN
    if is_between and not _names_ends(instrument) and _where(profile):
        return ()
    by_probability = sorted(probabilities, key=lambda each: -probabilities[each])
    named = tuple(by_probability[: 2 if is_between else 1])
    if not _names_ends(instrument):
        return named
    side = level_of(profile.headline).value
    corners = [set(instrument.archetypes_by_id[each].sides) for each in named]
    return named if all(corner in ({"low", "high"}, {side}) for corner in corners) else ()


def _names_ends(instrument: Instrument) -> bool:
    """Whether an archetype is called what an end of the headline is called."""
    ends = {instrument.headline.low_pole, instrument.headline.high_pole}
    return any(archetype.name in ends for archetype in instrument.archetypes)


def points(value: float) -> str:
    """Whole points, except where rounding would put on the middle what is not there."""
    return f"{value:.0f}" if round(value) != SCORE_MID or value == SCORE_MID else f"{value:.1f}"


A_THIRD = SCORE_MAX / 3
THIRDS = ("lower third", "middle third", "upper third")


def stated(score: Score) -> str:
    """A score in points; of one rounded for others no more than it says."""
    if score.rounded_by == A_THIRD / 2:
        return THIRDS[int(score.score / A_THIRD)]
    return f"about {points(score.score)}" if score.rounded_by else points(score.score)


def listed(names: Sequence[str]) -> str:
    """Names as one says them: A, B and C."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def headline_sentences(profile: Profile, instrument: Instrument) -> tuple[str, str]:
    """The result in a sentence, and how sure it is; when nothing can be said, why and what would help."""
    if profile.headline is None:
        return _missing_answers_sentences(profile, instrument)
    if profile.archetypes is None:
        return _unknown_error_sentences(profile.headline, instrument)
    own, _ = _archetype_words(profile, instrument)
    return own, _with_band(f"{points(profile.headline.score)} {_way(instrument)}", profile.headline)


def summary_sentences(profile: Profile, instrument: Instrument) -> tuple[str, str]:
    """The same two, without a person in them: for a page that others read, its card and its preview."""
    if profile.headline is None:
        return "No overall result yet.", "Too few answers for an overall result."
    if profile.archetypes is None:
        average = f"An average of {stated(profile.headline)} {_way(instrument)}."
        return average, "With hardly more than one answer a theme there is no telling how sure that is."
    _, others = _archetype_words(profile, instrument)
    stands = f"{stated(profile.headline).capitalize()} {_way(instrument)}"
    return others, _with_band(stands, profile.headline)


def named_level(score: Score | None) -> Level:
    """Level whose texts a facet gets: low or high only when its word names that side."""
    return score.word.level if score and score.word else Level.MIDDLE


def word_in_full(score: Score | None, facet: Facet) -> str:
    """What is said of a facet in a few words: how surely it leans, and to what."""
    if score is None or score.word in (None, Word.OPEN):
        return "open" if score else "not scored"
    surely = "clearly" if score.word.is_clear else "probably"
    return f"{surely} “{facet.low_pole if score.word.level is Level.LOW else facet.high_pole}”"


def standing_out(profile: Profile, instrument: Instrument) -> tuple[Facet, ...]:
    """Facets to speak of first, STANDING_OUT_AT_MOST: clear before probable, the surest first."""

    def surest(facet: Facet) -> tuple[bool, float]:
        score = profile.facets[facet.id]
        if score is None or score.word is None or score.p_high is None:
            return True, 0.0
        return not score.word.is_clear, -abs(score.p_high - 0.5)

    named = [each for each in instrument.facets if named_level(profile.facets[each.id]) is not Level.MIDDLE]
    return tuple(sorted(named, key=surest)[:STANDING_OUT_AT_MOST])


def _archetype_words(profile: Profile, instrument: Instrument) -> tuple[str, str]:
    """To its owner, and without a person in it."""
    named, where = named_archetypes(profile, instrument), _where(profile)
    names = listed([f"the {instrument.archetypes_by_id[each].name}" for each in named])
    if named:
        own, others = _NAMED[profile.wording or Wording.BETWEEN]
    else:
        own, others = _NEAR_THE_MIDDLE if where else _OPEN
    return own.format(names=names, where=where), others.format(names=names, where=where)


_NEAR = "near the middle between the two ends"
_NEAR_THE_MIDDLE = f"You stand {_NEAR}.", f"Answers {_NEAR}."
_OPEN = (
    "Your answers leave it open which end you are closer to.",
    "Answers that leave open which end is closer.",
)
_NAMED = {
    Wording.PLAIN: ("Your answers describe {names}{where}.", "Answers that describe {names}{where}."),
    Wording.LEANING: ("You lean towards {names}{where}.", "Leaning towards {names}{where}."),
    Wording.BETWEEN: (
        "You stand between {names}{where}: your answers leave both open.",
        "Between {names}{where}.",
    ),
}


def _where(profile: Profile) -> str:
    """Words for a headline near the middle whose band leaves the side open; none for any other."""
    headline = profile.headline
    if headline is None or level_of(headline) is not Level.MIDDLE:
        return ""
    is_near = abs(headline.score - SCORE_MID) <= NEAR_THE_MIDDLE
    return f", {_NEAR}" if is_near else ""


def _with_band(stands: str, headline: Score) -> str:
    band = f"{points(headline.low)} to {points(headline.high)}"
    if level_of(headline) is Level.MIDDLE:
        return f"{stands}; anything from {band} would fit the answers."
    return f"{stands}, very likely within {band}."


def _missing_answers_sentences(profile: Profile, instrument: Instrument) -> tuple[str, str]:
    names = [facet.name for facet in instrument.facets if profile.facets[facet.id] is None]
    if len(names) == len(instrument.facets):
        return "There is no result to show yet.", "Every theme needs more answers."
    needs = "needs more answers" if len(names) == 1 else "need more answers"
    return "There is no overall result yet.", f"{listed(names)} {needs}. The other themes are scored below."


def _unknown_error_sentences(headline: Score, instrument: Instrument) -> tuple[str, str]:
    average = f"Your answers average {points(headline.score)} {_way(instrument)}."
    rests = "Each theme rests" if headline.df == 0 else "Nearly every theme rests"
    doubt = f"{rests} on a single answer, so there is no telling how sure that is;"
    return average, f"{doubt} with more answers, more can be said."


def _way(instrument: Instrument) -> str:
    poles = instrument.headline
    return f"on the line from {poles.low_pole} ({SCORE_MIN:.0f}) to {poles.high_pole} ({SCORE_MAX:.0f})"
