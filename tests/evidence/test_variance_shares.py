"""The shares of variance: what made the covariances is found again, and from 200 people on."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import minimize

from quiz.evidence.figures import LEAST_FOR_SHARES, Absent
from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.evidence.statistics import edition_statistics
from quiz.evidence.variance_shares import VarianceShares, variance_shares
from tests.builders import an_instrument
from tests.evidence.samples import a_small_instrument, statistics_of, sums_of

DOMAINS = ["mindset"] * 4 + ["focus"] * 4
ERRORS = [110.0, 100.0, 90.0, 120.0, 110.0, 130.0, 80.0, 100.0]
INSTRUMENT = an_instrument()


def implied(general, domain, own):
    block = np.kron(np.eye(2), np.ones((4, 4)))
    return general * np.ones((8, 8)) + domain * block + own * np.eye(8) + np.diag(ERRORS)


def sampled(general, domain, own, people=300):
    drawn = np.random.default_rng(7).multivariate_normal(np.zeros(8), implied(general, domain, own), people)
    return np.cov(drawn.T)


@pytest.mark.parametrize("variances", [(113.4, 48.6, 162.0), (60.0, 0.0, 200.0), (0.0, 90.0, 40.0)])
def test_exact_covariances_give_the_variances_they_were_made_of(variances):
    found = variance_shares(implied(*variances).tolist(), ERRORS, DOMAINS)
    total = sum(variances)
    shares = [each / total for each in variances]
    assert [found.general, found.domain, found.own] == pytest.approx(shares, abs=1e-3)
    assert found.sd == pytest.approx(total**0.5, abs=0.01)


def test_no_other_three_variances_are_more_likely():
    covariances = sampled(113.4, 48.6, 162.0)

    def misfit(variances):
        expected = implied(*variances)
        return np.linalg.slogdet(expected)[1] + np.trace(np.linalg.solve(expected, covariances))

    best = minimize(misfit, [100, 50, 100], bounds=[(0, None)] * 3, tol=1e-12).x
    found = variance_shares(covariances.tolist(), ERRORS, DOMAINS)
    mine = [share * found.sd**2 for share in (found.general, found.domain, found.own)]
    assert mine == pytest.approx(best.tolist(), abs=0.1)


def test_of_nothing_but_error_there_are_no_shares():
    assert variance_shares(np.diag(ERRORS).tolist(), [2 * each for each in ERRORS], DOMAINS) is None


def test_shares_sum_to_one():
    found = variance_shares(sampled(10.0, 20.0, 30.0).tolist(), ERRORS, DOMAINS)
    assert isinstance(found, VarianceShares)
    assert found.general + found.domain + found.own == pytest.approx(1)


def statistics(people):
    chance, edition = Random(11), INSTRUMENT.editions["full"]
    answered = [
        draw_responses(draw_positions(INSTRUMENT, chance), edition, INSTRUMENT, chance) for _ in range(people)
    ]
    return edition_statistics(sums_of(answered, edition, INSTRUMENT)).shares


def test_simulated_people_have_about_the_shares_of_their_world():
    found = statistics(500)
    assert found.n == 500
    assert found.general.value == pytest.approx(0.30, abs=0.08)
    assert found.domain.value == pytest.approx(0.20, abs=0.08)
    assert found.own.value == pytest.approx(0.50, abs=0.08)
    assert found.sd.value == pytest.approx(19, abs=3)


def test_below_two_hundred_people_there_are_none():
    assert statistics(LEAST_FOR_SHARES - 1).general.absent is Absent.TOO_FEW
    assert statistics(LEAST_FOR_SHARES).general.value is not None


def test_one_facet_a_domain_cannot_tell_its_share_from_the_domains():
    rows = [(1, 2, 4), (3, 3, 3), (5, 4, 2), (2, 5, 1)] * 60
    assert statistics_of(rows, a_small_instrument()).shares.own.absent is Absent.NOT_MEANT
