"""How probable each archetype is, and how firmly it may be named."""

import pytest

from quiz.measurement.profile import (
    Wording,
    archetype_probabilities,
    wording_of,
)
from tests.builders import four_archetypes


def probabilities(superstar, ambassador, specialist, enabler):
    return {"superstar": superstar, "ambassador": ambassador, "specialist": specialist, "enabler": enabler}


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
