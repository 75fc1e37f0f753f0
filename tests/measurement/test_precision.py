"""How sure a score is, with numbers worked out by hand and quantiles checked against SciPy."""

from math import sqrt

import pytest
from scipy.stats import t as students_t

from quiz.measurement.precision import (
    SD_FLOOR,
    Spread,
    confidence_band,
    facet_sem,
    mean_sem,
    pooled_spread,
    t_quantile_975,
)


def test_the_spread_is_pooled_within_facets():
    # facet 1: mean 75, squares 25² + 25² = 1250, n - 1 = 1
    # facet 2: mean 20, squares 20² + 0² + 20² = 800, n - 1 = 2
    # s² = 2050 / 3 = 683.33
    assert pooled_spread([(50, 100), (0, 20, 40)]) == Spread(pytest.approx(sqrt(2050 / 3)), 3)


def test_a_facet_with_one_answer_adds_nothing_to_the_spread():
    assert pooled_spread([(50, 100), (75,), ()]) == pooled_spread([(50, 100)])


def test_a_straight_liner_still_has_an_error():
    assert pooled_spread([(50, 50, 50), (50, 50, 50)]) == Spread(SD_FLOOR, 4)


def test_the_floor_holds_just_below_it_and_lets_go_just_above():
    # two answers that differ by d: s² = 2 (d/2)² = d²/2, so s = 10 at d = 14.14
    assert pooled_spread([(50, 64)]).sd == SD_FLOOR
    assert pooled_spread([(50, 65)]).sd == pytest.approx(15 / sqrt(2))


@pytest.mark.parametrize("facets", [[], [()], [(25,), (75,), (100,)]])
def test_without_two_answers_in_any_facet_the_spread_is_unknown(facets):
    assert pooled_spread(facets) == Spread(SD_FLOOR, 0)


def test_a_facets_error_shrinks_with_the_root_of_its_answers():
    assert facet_sem(Spread(20, 32), 4) == 10
    assert facet_sem(Spread(20, 32), 5) == pytest.approx(8.94427191)


def test_a_domains_error_is_that_of_the_mean_of_its_facets():
    # s/4 · √(1/5 + 1/5 + 1/4 + 1/3) with s = 20: 5 · √0.983333 = 4.958158
    spread = Spread(20, 13)
    assert mean_sem([facet_sem(spread, n) for n in (5, 5, 4, 3)]) == pytest.approx(5 * sqrt(59 / 60))


def test_the_headlines_error_is_the_one_over_all_eight_facets():
    # s/8 · √(Σ 1/n) with s = 24 and n = 5, 5, 4, 3, 5, 5, 5, 4: Σ 1/n = 5/5 + 2/4 + 1/3 = 11/6
    spread = Spread(24, 28)
    domains = [mean_sem([facet_sem(spread, n) for n in answers]) for answers in ((5, 5, 4, 3), (5, 5, 5, 4))]
    assert mean_sem(domains) == pytest.approx(24 / 8 * sqrt(11 / 6))


@pytest.mark.parametrize("df", [*range(1, 61), 80, 120, 500, 10_000])
def test_the_t_quantile_agrees_with_scipy(df):
    assert t_quantile_975(df) == pytest.approx(students_t.ppf(0.975, df), abs=5.1e-4)


def test_the_t_quantile_falls_towards_the_normal_one_without_a_step_back():
    quantiles = [t_quantile_975(df) for df in range(1, 200)]
    assert quantiles == sorted(quantiles, reverse=True)
    assert t_quantile_975(10**9) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize("df", [0, -1])
def test_there_is_no_t_quantile_without_degrees_of_freedom(df):
    with pytest.raises(ValueError, match=f"df: got {df}, expected at least 1"):
        t_quantile_975(df)


def test_the_band_reaches_a_t_quantile_of_errors_to_either_side():
    # 8 degrees of freedom: t = 2.306; 60 ± 2.306 · 5 = 60 ± 11.53, wider than the 9.80 of a normal 1.96
    assert confidence_band(60, 5, 8) == pytest.approx((48.47, 71.53))


def test_the_band_is_clipped_to_the_scale():
    assert confidence_band(95, 10, 8) == pytest.approx((71.94, 100))
    assert confidence_band(5, 10, 8) == pytest.approx((0, 28.06))


def test_without_degrees_of_freedom_the_band_rules_nothing_out():
    assert confidence_band(95, 10, 0) == (0, 100)
