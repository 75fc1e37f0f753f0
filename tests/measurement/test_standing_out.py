"""Which facets are spoken of first, and in which words: only those whose word names a side."""

from dataclasses import replace

import pytest

from quiz.instrument.instrument import Level
from quiz.measurement.interpretation import named_archetypes, named_level, standing_out, word_in_full
from quiz.measurement.posterior import Word
from quiz.measurement.profile import Wording
from tests.builders import a_score, an_instrument
from tests.measurement.test_interpretation import a_profile

INSTRUMENT = an_instrument()
REMIT = INSTRUMENT.facets_by_id["remit"]


def named(word, p_high):
    return replace(a_score(50 + 40 * (p_high - 0.5)), word=word, p_high=p_high)


def first(**facets):
    return [facet.id for facet in standing_out(a_profile(a_score(50), **facets), INSTRUMENT)]


def test_clear_ones_come_before_probable_ones_and_the_surest_first():
    assert first(
        remit=named(Word.PROBABLY_HIGH, 0.94),
        stage=named(Word.CLEARLY_LOW, 0.02),
        credit=named(Word.CLEARLY_HIGH, 0.99),
    ) == ["credit", "stage", "remit"]


def test_three_at_most_stand_out():
    probable = named(Word.PROBABLY_LOW, 0.1)
    assert first(remit=probable, knowledge=probable, breadth=probable, stage=probable) == [
        "remit",
        "knowledge",
        "breadth",
    ]


def test_what_is_open_or_has_no_word_or_no_score_never_stands_out():
    assert first(remit=named(Word.OPEN, 0.79), stage=a_score(95), credit=None) == []


@pytest.mark.parametrize(
    ("word", "level", "said"),
    [
        (Word.CLEARLY_LOW, Level.LOW, f"clearly “{REMIT.low_pole}”"),
        (Word.PROBABLY_LOW, Level.LOW, f"probably “{REMIT.low_pole}”"),
        (Word.OPEN, Level.MIDDLE, "open"),
        (Word.PROBABLY_HIGH, Level.HIGH, f"probably “{REMIT.high_pole}”"),
        (Word.CLEARLY_HIGH, Level.HIGH, f"clearly “{REMIT.high_pole}”"),
        (None, Level.MIDDLE, "open"),
    ],
)
def test_each_word_is_said_with_its_end_and_has_its_texts(word, level, said):
    score = replace(a_score(50), word=word)
    assert (named_level(score), word_in_full(score, REMIT)) == (level, said)


def test_an_unscored_facet_is_said_to_be_so():
    assert (named_level(None), word_in_full(None, REMIT)) == (Level.MIDDLE, "not scored")


CALLED_OTHERWISE = replace(
    INSTRUMENT, archetypes=tuple(replace(each, name=f"The {each.name}") for each in INSTRUMENT.archetypes)
)
"""Its archetypes do not share the names of the ends."""


@pytest.mark.parametrize(
    ("headline", "probabilities", "wording", "ids"),
    [
        (30, (0.81, 0.09, 0.09, 0.01), Wording.PLAIN, ("superstar",)),
        (52, (0.1, 0.1, 0.2, 0.6), Wording.LEANING, ("enabler",)),
        (35, (0.45, 0.38, 0.1, 0.07), Wording.BETWEEN, ("superstar", "ambassador")),
        (50, (0.25, 0.25, 0.25, 0.25), Wording.BETWEEN, ()),
        (57, (0.4, 0.3, 0.2, 0.1), Wording.BETWEEN, ()),
    ],
)
def test_an_archetype_is_named_by_its_probability(headline, probabilities, wording, ids):
    archetypes = dict(zip((each.id for each in INSTRUMENT.archetypes), probabilities, strict=True))
    score = a_score(headline, low=headline - 20, high=headline + 20)
    profile = replace(a_profile(score), archetypes=archetypes, wording=wording)
    assert named_archetypes(profile, CALLED_OTHERWISE) == ids
