"""The same data through R: psych (Revelle, W.) for alpha and item-rest correlations, factanal for omega.

`attitude` comes with R itself: 30 departments, 7 items (Chatterjee, S. & Price, B., 1977, Regression analysis
by example, Wiley). `bfi` comes with psychTools: 2,800 people, five agreeableness items of six options, the
first one keyed against the others.
"""

from __future__ import annotations

import pytest

from quiz.evidence.coefficients import (
    correlations,
    cronbach_alpha,
    feldt_interval,
    item_rest_correlations,
    one_factor,
)
from tests.evidence.r_program import needs_r, run_r
from tests.evidence.samples import a_small_instrument, statistics_of

_ATTITUDE = """
f <- factanal(covmat = cov(attitude), factors = 1)
named(covariances = cov(attitude), loadings = f$loadings[, 1], uniquenesses = f$uniquenesses)
"""
_PSYCH = """
suppressMessages(library(psych))
invisible(capture.output(suppressWarnings(a <- alpha(attitude))))
named(covariances = cov(attitude), alpha = a$total$raw_alpha, rest = a$item.stats$r.drop,
      feldt = c(a$feldt$lower.ci, a$feldt$upper.ci))
"""
_BFI = """
suppressMessages({library(psych); library(psychTools)})
d <- bfi[, 1:5]; whole <- na.omit(d)
invisible(capture.output(suppressWarnings(a <- alpha(whole, check.keys = TRUE))))
f <- factanal(whole, factors = 1); l <- f$loadings[, 1] * c(-1, 1, 1, 1, 1) * apply(whole, 2, sd)
u <- f$uniquenesses * apply(whole, 2, var)
named(rows = t(as.matrix(d)), alpha = a$total$raw_alpha, rest = a$item.stats$r.drop,
      omega = sum(l)^2 / (sum(l)^2 + sum(u)), complete = nrow(whole), n = nrow(d),
      mean = colMeans(d, na.rm = TRUE), sd = apply(d, 2, sd, na.rm = TRUE))
"""


def square(numbers):
    k = round(len(numbers) ** 0.5)
    return [numbers[row * k : (row + 1) * k] for row in range(k)]


@needs_r()
def test_the_one_factor_solution_is_factanals():
    found = run_r(_ATTITUDE)
    assert len(found["loadings"]) == 7
    factor = one_factor(correlations(square(found["covariances"])))
    assert factor.loadings == pytest.approx(found["loadings"], abs=1e-4)
    assert factor.uniquenesses == pytest.approx(found["uniquenesses"], abs=1e-4)


@needs_r("psych")
def test_alpha_its_interval_and_item_rest_correlations_are_psychs():
    found = run_r(_PSYCH)
    covariances = square(found["covariances"])
    alpha = cronbach_alpha(covariances)
    assert alpha == pytest.approx(found["alpha"][0], abs=1e-12)
    assert item_rest_correlations(covariances) == pytest.approx(found["rest"], abs=1e-12)
    assert feldt_interval(alpha, 30, 7) == pytest.approx(found["feldt"], abs=1e-9)


@needs_r("psych", "psychTools")
def test_a_whole_data_set_with_gaps_comes_to_the_same_figures():
    found = run_r(_BFI)
    numbers = iter(found["rows"])
    rows = [tuple(value and int(value) for value in row) for row in zip(*[numbers] * 5, strict=True)]
    assert (len(rows), found["complete"]) == (2800, [2709])
    ours = statistics_of(rows, a_small_instrument("-++++", options=6))
    facet = next(each for each in ours.scales if each.id == "remit")
    items = [each for each in ours.items if each.facet == "remit"]
    assert facet.complete == 2709
    assert facet.reliability.value == pytest.approx(found["alpha"][0], abs=1e-9)
    assert facet.omega.value == pytest.approx(found["omega"][0], abs=1e-4)
    assert [each.item_rest.value for each in items] == pytest.approx(found["rest"], abs=1e-9)
    # our points are the options 1 to 6 on 0 to 100, the first one turned round
    first, *others = (20 * (mean - 1) for mean in found["mean"])
    assert [each.mean.value for each in items] == pytest.approx([100 - first, *others])
    assert [each.sd.value for each in items] == pytest.approx([20 * sd for sd in found["sd"]])
