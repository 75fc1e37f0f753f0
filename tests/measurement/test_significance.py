"""What of several differences may be told: by hand, and against SciPy's distributions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc
from scipy.stats import t

from quiz.measurement.significance import holm, incomplete_beta, t_reach, two_sided_p, welch_df


def test_welchs_degrees_of_freedom_by_hand():
    # (9 + 16)² / (81/8 + 256/16) = 625 / (10.125 + 16)
    assert welch_df(3, 8, 4, 16) == pytest.approx(23.923445, abs=1e-6)
    assert welch_df(5, 32, 5, 32) == pytest.approx(64)


@given(st.floats(0.1, 50), st.integers(1, 200), st.floats(0.1, 50), st.integers(1, 200))
def test_they_lie_between_the_smaller_and_the_sum(sem1, df1, sem2, df2):
    found = welch_df(sem1, df1, sem2, df2)
    assert min(df1, df2) * (1 - 1e-9) <= found <= (df1 + df2) * (1 + 1e-9)


def test_holms_procedure_by_hand():
    # of four: 0.01/4 = 0.0025, 0.01/3 = 0.0033, 0.01/2 = 0.005
    assert holm({"a": 0.02, "b": 0.001, "c": 0.5, "d": 0.003}, 0.01) == {"b", "d"}
    assert holm({"a": 0.0026, "b": 0.0027}, 0.01) == {"a", "b"}
    assert holm({"a": 0.0051, "b": 0.0052}, 0.01) == set(), "the smallest fails, so none is told"
    assert holm({}, 0.01) == set()


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=9), st.floats(0.001, 0.2))
def test_it_tells_all_that_bonferroni_does_and_nothing_above_the_share(p_values, share):
    told = holm(p_values, share)
    assert {key for key, p in p_values.items() if p <= share / len(p_values)} <= told
    assert all(p_values[key] <= share for key in told)
    untold = [p for key, p in p_values.items() if key not in told]
    assert all(p_values[key] <= p for key in told for p in untold)


@pytest.mark.parametrize("df", [1, 2.5, 16, 23.923, 64, 1000])
def test_student_s_distribution_is_scipys(df):
    for difference in (0.0, 0.5, 2.228, 4.0, 12.0):
        assert two_sided_p(difference, df) == pytest.approx(2 * t.sf(difference, df), abs=1e-12)
        assert two_sided_p(-difference, df) == two_sided_p(difference, df)
    for share in (0.05, 0.02, 0.01, 0.00125):
        assert t_reach(share, df) == pytest.approx(t.isf(share / 2, df), rel=1e-8)


@pytest.mark.parametrize(
    ("x", "a", "b"), [(0.0, 2, 3), (0.3, 2, 3), (0.9, 0.5, 0.5), (0.999, 50, 0.5), (1, 1, 1)]
)
def test_the_incomplete_beta_function_is_scipys(x, a, b):
    assert incomplete_beta(x, a, b) == pytest.approx(betainc(a, b, x), abs=1e-12)
