"""The coefficients, by hand and against values that others published."""

from __future__ import annotations

import pingouin
import pytest
from scipy.stats import f

from quiz.evidence.coefficients import (
    correlations,
    cronbach_alpha,
    f_quantile,
    feldt_interval,
    item_rest_correlations,
    mcdonald_omega,
    standard_error,
    stratified_alpha,
)

THREE_ITEMS = ((4.0, 2.0, 1.0), (2.0, 4.0, 1.0), (1.0, 1.0, 4.0))


def test_alpha_by_hand():
    # variances 12, all together 20: 3/2 · (1 - 12/20) = 0.6
    assert cronbach_alpha(THREE_ITEMS) == pytest.approx(0.6)


def test_alpha_of_items_that_share_nothing_is_nought_or_below():
    assert cronbach_alpha(((1, 0), (0, 1))) == 0
    # 2 · (1 - 2/1) = -2
    assert cronbach_alpha(((1, -0.5), (-0.5, 1))) == pytest.approx(-2)


@pytest.mark.parametrize("covariances", [((3.0,),), ((0.0, 0.0), (0.0, 0.0)), ((1.0, -1.0), (-1.0, 1.0))])
def test_one_item_or_a_sum_that_does_not_vary_has_no_alpha(covariances):
    assert cronbach_alpha(covariances) is None


def test_alpha_and_feldts_interval_are_the_published_ones():
    """Those in pingouin's documentation of `cronbach_alpha`, which was compared with psych::alpha in R.

    Its data "cronbach_wide_missing" with gaps filled by medians: 0.7380191693290734, [0.447, 0.911]; with
    gapped rows left out: 0.8016949152542373 (there its interval still counts all twelve rows, ours would
    not). Its data "cronbach_alpha": 0.5917188485995826, [0.195, 0.84].
    """
    binary = pingouin.read_dataset("cronbach_wide_missing")
    filled, whole = binary.fillna(binary.median()), binary.dropna()
    assert (filled.shape, whole.shape) == ((12, 11), (9, 11))
    alpha = cronbach_alpha(filled.cov().to_numpy().tolist())
    assert alpha == pytest.approx(0.7380191693290734, abs=1e-12)
    assert feldt_interval(alpha, 12, 11) == pytest.approx((0.447, 0.911), abs=5e-4)
    assert cronbach_alpha(whole.cov().to_numpy().tolist()) == pytest.approx(0.8016949152542373, abs=1e-12)
    long = pingouin.read_dataset("cronbach_alpha")
    likert = long.pivot(index="Subj", columns="Items", values="Scores")
    alpha = cronbach_alpha(likert.cov().to_numpy().tolist())
    assert alpha == pytest.approx(0.5917188485995826, abs=1e-12)
    assert feldt_interval(alpha, *likert.shape) == pytest.approx((0.195, 0.84), abs=5e-4)


def test_omega_by_hand():
    # (0.8 + 0.6 + 0.4)² = 3.24; uniquenesses 0.36 + 0.64 + 0.84 = 1.84; 3.24 / 5.08
    assert mcdonald_omega((0.8, 0.6, 0.4), (0.36, 0.64, 0.84)) == pytest.approx(0.637795, abs=1e-6)
    assert mcdonald_omega((-0.8, -0.6, -0.4), (0.36, 0.64, 0.84)) == pytest.approx(0.637795, abs=1e-6)


def test_stratified_alpha_by_hand():
    # errors 100 · 0.2 and 400 · 0.1 over 2² = 15; 1 - 15/150
    assert stratified_alpha([(100, 0.8), (400, 0.9)], 150) == pytest.approx(0.9)
    assert stratified_alpha([(100, 0.8)], 0) is None


def test_the_standard_error_is_what_the_reliability_leaves_open():
    assert standard_error(20, 0.75) == pytest.approx(10)
    assert standard_error(20, 1) == 0


def test_an_item_is_correlated_with_the_others_and_not_with_itself():
    # first item: with the other two 3; their variance 4 + 4 + 2·1 = 10; 3 / √(4·10)
    first, second, third = item_rest_correlations(THREE_ITEMS)
    assert first == second == pytest.approx(3 / 40**0.5)
    assert third == pytest.approx(2 / (4 * 12) ** 0.5)


def test_an_item_that_does_not_vary_has_no_correlation():
    matrix = ((0.0, 0.0, 0.0), (0.0, 1.0, 0.5), (0.0, 0.5, 1.0))
    constant, *others = item_rest_correlations(matrix)
    assert constant is None
    assert others == pytest.approx([0.5, 0.5])
    assert correlations(matrix) is None
    assert item_rest_correlations(((2.0,),)) == (None,)


@pytest.mark.parametrize("p", [0.001, 0.025, 0.5, 0.975, 0.999])
@pytest.mark.parametrize("df", [(1, 1), (1, 5), (8, 80), (29, 116), (99, 99), (999, 3996), (99_999, 399_996)])
def test_quantiles_of_f_are_scipys(p, df):
    assert f_quantile(p, *df) == pytest.approx(f.ppf(p, *df), rel=1e-8)


@pytest.mark.parametrize("wrong", [(0, 1, 1), (1, 1, 1), (0.5, 0, 1), (0.5, 1, 0)])
def test_a_quantile_of_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="expected 0 < p < 1"):
        f_quantile(*wrong)
