"""One common factor: found where there is one, refused in words where there is none."""

from __future__ import annotations

import sys

import pytest

from quiz.evidence.coefficients import AnalysisExtraMissingError, NoSolutionError, one_factor

LOADINGS = (0.8, 0.7, 0.6, 0.5)


def implied(loadings):
    """The correlations that a one-factor model with these loadings has."""
    return [[1.0 if i == j else a * b for j, b in enumerate(loadings)] for i, a in enumerate(loadings)]


def test_it_recovers_the_model_that_made_the_correlations():
    found = one_factor(implied(LOADINGS))
    assert found.loadings == pytest.approx(LOADINGS, abs=1e-5)
    assert found.uniquenesses == pytest.approx([1 - loading**2 for loading in LOADINGS], abs=1e-5)


def test_the_same_correlations_give_the_same_solution_to_the_last_digit():
    assert one_factor(implied(LOADINGS)) == one_factor(implied(LOADINGS))


def test_it_finds_an_item_that_is_keyed_the_other_way():
    found = one_factor(implied((0.8, -0.7, 0.6)))
    assert [loading > 0 for loading in found.loadings] in ([True, False, True], [False, True, False])


def test_correlations_that_no_proper_model_has_are_refused():
    # an item would have to share more than all of its variance: 0.9 · 0.9 / 0.5 > 1
    with pytest.raises(NoSolutionError):
        one_factor([[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]])


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "statsmodels.multivariate.factor", None)
    with pytest.raises(AnalysisExtraMissingError, match="install the analysis extra"):
        one_factor(implied(LOADINGS))
