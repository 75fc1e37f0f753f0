"""What a comparison says of a facet: a clear difference is not taken back by the sentence after it."""

import pytest

from quiz.measurement.comparison import Coverage, FacetPair
from quiz.web.sharing.comparison_pages import APART_IN_THE_MIDDLE, COVERAGE, _coverage


class AChange:
    def __init__(self, is_beyond_error):
        self.is_beyond_error = is_beyond_error


@pytest.mark.parametrize("coverage", Coverage)
@pytest.mark.parametrize("is_clear", [True, False])
def test_a_clear_difference_is_not_taken_back(coverage, is_clear):
    said = _coverage(FacetPair(None, AChange(is_clear), coverage))
    assert said == (APART_IN_THE_MIDDLE if is_clear and coverage is Coverage.OPEN else COVERAGE[coverage])
