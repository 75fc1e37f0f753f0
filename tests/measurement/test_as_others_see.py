"""What others see is rounded, agrees with what the owner sees, and gives hardly an answer away."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.instrument.instrument import Level
from quiz.measurement.as_others_see import Extent, as_others_see
from quiz.measurement.change import Change
from quiz.measurement.comparison import PairComparison, compare_profiles
from quiz.measurement.interpretation import level_of, named_archetypes, summary_sentences
from quiz.measurement.profile import Profile, Score, profile_of
from quiz.measurement.scoring import keyed_values_by_facet
from tests.builders import an_instrument, responses_worth
from tests.measurement.reader_of_results import pairs_worked_out

INSTRUMENT = an_instrument()
EXPRESS = INSTRUMENT.editions["quick"]
SHOWN_AT_MOST = 0.05


def profile(responses, edition="quick") -> Profile:
    return profile_of(responses, INSTRUMENT.editions[edition], INSTRUMENT)


def drawn(edition: str, seed: int, passed_over: float = 0.1) -> Profile:
    chance = Random(seed)
    positions = draw_positions(INSTRUMENT, chance)
    return profile(
        draw_responses(positions, INSTRUMENT.editions[edition], INSTRUMENT, chance, passed_over), edition
    )


class TestRounding:
    def test_facets_are_in_thirds_and_all_else_in_tens(self):
        # All answers worth 75: every score is 75, the spread its floor of 10.
        seen = as_others_see(profile(responses_worth(75, "quick")))
        assert {score.score for score in seen.facets.values()} == {100 / 3 * 2.5}
        assert {score.score for score in seen.domains.values()} == {80}
        assert seen.headline.score == 80

    def test_a_facet_of_one_answer_is_not_shown(self):
        seen = as_others_see(profile({**responses_worth(75, "quick"), "stage-1": None}))
        assert seen.facets["stage"] is None
        assert seen.domains["focus"] is not None

    def test_probabilities_are_tenths_and_never_certain(self):
        seen = as_others_see(profile(responses_worth(100, "quick")))
        assert seen.archetypes == {"enabler": 0.95, "superstar": 0.05, "ambassador": 0.05, "specialist": 0.05}

    def test_what_was_not_scored_stays_so(self):
        seen = as_others_see(profile({}))
        assert (seen.headline, seen.archetypes, seen.wording) == (None, None, None)
        assert set(seen.facets.values()) == {None}


@pytest.mark.parametrize("edition", ["quick", "full"])
@given(st.integers(0, 10_000))
def test_it_contradicts_the_owners_page_nowhere(edition: str, seed: int) -> None:
    own = drawn(edition, seed)
    seen = as_others_see(own)
    assert named_archetypes(seen, INSTRUMENT) == named_archetypes(own, INSTRUMENT)
    assert summary_sentences(seen, INSTRUMENT)[0] == summary_sentences(own, INSTRUMENT)[0]
    for one, other in zip(whole(own), whole(seen), strict=True):
        assert (other is None) == (one is None)
        assert other is None or level_of(other) is level_of(one)
        assert other is None or abs(other.score - one.score) <= other.rounded_by == 10
        assert other is None or other.low <= one.score <= other.high
    for facet, other in seen.facets.items():
        one = own.facets[facet]
        assert (other is None) == (one is None or one.items < 2)
        assert other is None or level_of(other) in {level_of(one), Level.MIDDLE}
        assert other is None or abs(other.score - one.score) < other.rounded_by + 1e-9 < 17
    for score in (*whole(seen), *seen.facets.values()):
        assert score is None or 0 <= score.low <= score.score <= score.high <= 100


def whole(profile: Profile) -> tuple[Score | None, ...]:
    return profile.headline, *profile.domains.values()


def test_two_who_see_each_other_differ_only_where_their_exact_figures_do() -> None:
    """And that is said from the rounded figures: a side by side with exact ones would tell answers again."""
    beyond = 0
    for seed in range(300):
        ada, ben = drawn("full", seed, passed_over=0), drawn("full", seed + 1000, passed_over=0)
        exact = compare_profiles(ada, ben, INSTRUMENT, Extent.FACETS)
        seen = compare_profiles(as_others_see(ada), as_others_see(ben), INSTRUMENT, Extent.FACETS)
        for one, other in zip(changes(exact), changes(seen), strict=True):
            assert one.is_beyond_error or not other.is_beyond_error
            beyond += other.is_beyond_error
    assert beyond > 100


def changes(pair: PairComparison) -> list[Change]:
    return [*filter(None, [pair.headline]), *pair.domains.values(), *(each.change for each in pair.facets)]


def test_at_most_one_answer_pair_in_twenty_can_be_worked_out() -> None:
    """The reader knows the questionnaire and this code, and tries all answers that give the same page."""
    chance, people, found = Random(1969), 100, 0
    for _ in range(people):
        responses = draw_responses(draw_positions(INSTRUMENT, chance), EXPRESS, INSTRUMENT, chance)
        found += pairs_worked_out(
            tuple(keyed_values_by_facet(responses, EXPRESS, INSTRUMENT).values()), as_others_see
        )
    share = found / (8 * people)
    print(f"worked out from what others see: {share:.1%}")
    assert share <= SHOWN_AT_MOST


def test_from_exact_figures_the_reader_works_out_one_pair_in_five() -> None:
    """So the test above can fail."""
    chance, people, found = Random(1969), 10, 0
    for _ in range(people):
        responses = draw_responses(draw_positions(INSTRUMENT, chance), EXPRESS, INSTRUMENT, chance)
        found += pairs_worked_out(
            tuple(keyed_values_by_facet(responses, EXPRESS, INSTRUMENT).values()), lambda own: own
        )
    assert found / (8 * people) > 0.2
