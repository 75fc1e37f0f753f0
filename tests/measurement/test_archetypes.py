"""How probable each archetype is, and how firmly it may be named."""

import pytest

from quiz.measurement.profile import (
    Wording,
    archetype_probabilities,
    probability_above_middle,
    wording_of,
)
from tests.builders import four_archetypes


def probabilities(superstar, ambassador, specialist, enabler):
    return {"superstar": superstar, "ambassador": ambassador, "specialist": specialist, "enabler": enabler}


@pytest.mark.parametrize(
    ("score", "sem", "expected"),
    [
        (50, 5, 0.5),  # Φ(0)
        (55, 5, 0.841345),  # Φ(1)
        (40, 5, 0.022750),  # Φ(-2)
        (59.8, 5, 0.975002),  # Φ(1.96)
    ],
)
def test_the_probability_of_the_upper_half_is_the_normal_one(score, sem, expected):
    assert probability_above_middle(score, sem) == pytest.approx(expected, abs=1e-6)


def test_an_extreme_score_is_certain_without_an_arithmetic_error():
    assert probability_above_middle(100, 1) == 1
    assert probability_above_middle(0, 1) == 0


def test_an_archetype_has_the_product_of_its_two_sides():
    # P(mindset > 50) = 0.7, P(focus > 50) = 0.4
    assert archetype_probabilities((0.7, 0.4), four_archetypes()) == pytest.approx(
        probabilities(superstar=0.3 * 0.6, ambassador=0.7 * 0.6, specialist=0.3 * 0.4, enabler=0.7 * 0.4)
    )


@pytest.mark.parametrize("above_middle", [(0.5, 0.5), (1.0, 0.0), (0.123, 0.987)])
def test_the_four_probabilities_sum_to_one(above_middle):
    assert sum(archetype_probabilities(above_middle, four_archetypes()).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("highest", "wording"),
    [
        (1.0, Wording.PLAIN),
        (0.80, Wording.PLAIN),
        (0.799, Wording.LEANING),
        (0.50, Wording.LEANING),
        (0.499, Wording.BETWEEN),
    ],
)
def test_an_archetype_is_named_as_firmly_as_its_probability_allows(highest, wording):
    rest = (1 - highest) / 2
    assert wording_of(probabilities(0.0, rest, rest, highest)) is wording
