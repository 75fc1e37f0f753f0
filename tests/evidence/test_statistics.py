"""From response sets to figures: what is counted, from how many on, and what is said in place of a figure."""

from __future__ import annotations

import statistics
from itertools import product
from random import Random

import pytest

from quiz.evidence import sums as sums_module
from quiz.evidence.coefficients import AnalysisExtraMissingError
from quiz.evidence.figures import LEAST_FOR_CORRELATIONS, LEAST_FOR_MEANS, Absent, Figure, Flag
from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.evidence.statistics import edition_statistics
from quiz.evidence.sums import EditionSums
from quiz.instrument.file import parse_instrument
from quiz.measurement.profile import profile_of
from quiz.measurement.responses import OptionOutOfRangeError
from tests.builders import an_instrument
from tests.evidence.samples import a_small_instrument, statistics_of, sums_of

INSTRUMENT = a_small_instrument()
FULL = an_instrument()


def drawn(count, seed=1, passed_over=0.05, edition="full"):
    generator = Random(seed)
    edition = FULL.editions[edition]
    return [
        draw_responses(draw_positions(FULL, generator), edition, FULL, generator, passed_over)
        for _ in range(count)
    ]


def scale(found, scale_id):
    return next(each for each in found.scales if each.id == scale_id)


def item(found, item_id):
    return next(each for each in found.items if each.id == item_id)


def test_the_figures_by_hand():
    # keyed values of the three items, the third keyed "-": 0 25 50, 50 50 50, 100 75 50, 100 100 100
    rows = [(1, 2, 3), (3, 3, 3), (5, 4, 3), (5, 5, 1)] * 30
    found = statistics_of(rows, INSTRUMENT)
    first = item(found, "remit-1")
    assert found.respondents == first.answered == 120
    assert first.mean == Figure(62.5)
    assert first.sd.value == pytest.approx(statistics.stdev([0, 50, 100, 100] * 30))
    assert first.option_counts == (30, 0, 30, 0, 60)
    rest = [25 + 50, 50 + 50, 75 + 50, 100 + 100] * 30
    assert first.item_rest.value == pytest.approx(statistics.correlation([0, 50, 100, 100] * 30, rest))
    remit = scale(found, "remit")
    assert remit.mean.value == pytest.approx(statistics.fmean([25, 50, 75, 100]))
    # item variances and that of their sum, n - 1 = 119 in all of them, which cancels out
    by_item = [
        statistics.variance(values * 30)
        for values in ([0, 50, 100, 100], [25, 50, 75, 100], [50, 50, 50, 100])
    ]
    alpha = 3 / 2 * (1 - sum(by_item) / statistics.variance([75, 150, 225, 300] * 30))
    assert remit.reliability.value == pytest.approx(alpha)
    assert remit.reliability_low.value < alpha < remit.reliability_high.value
    assert remit.sem.value == pytest.approx(remit.sd.value * (1 - alpha) ** 0.5)


def test_means_are_those_of_the_profiles():
    response_sets = drawn(150)
    profiles = [profile_of(responses, FULL.editions["full"], FULL) for responses in response_sets]
    found = edition_statistics(sums_of(response_sets, FULL.editions["full"], FULL))
    for scale_id, scores in {
        "headline": [each.headline for each in profiles],
        "focus": [each.domains["focus"] for each in profiles],
        "stamina": [each.facets["stamina"] for each in profiles],
    }.items():
        values = [score.score for score in scores if score]
        assert scale(found, scale_id).scored == len(values) > LEAST_FOR_CORRELATIONS
        assert scale(found, scale_id).mean.value == pytest.approx(statistics.fmean(values))
        assert scale(found, scale_id).sd.value == pytest.approx(statistics.stdev(values))


def test_a_domain_has_stratified_alpha_and_neither_interval_nor_omega():
    found = edition_statistics(sums_of(drawn(200), FULL.editions["full"], FULL))
    mindset = scale(found, "mindset")
    errors = [scale(found, facet.id) for facet in FULL.domains[0].facets]
    error = sum(each.sd.value**2 * (1 - each.reliability.value) for each in errors) / 16
    assert mindset.reliability.value == pytest.approx(1 - error / mindset.sd.value**2)
    assert mindset.sem.value == pytest.approx(error**0.5)
    assert mindset.omega == mindset.reliability_low == Figure(absent=Absent.NOT_MEANT)
    headline = scale(found, "headline")
    assert headline.items == 40
    assert headline.sem.value == pytest.approx(
        (mindset.sem.value**2 + scale(found, "focus").sem.value ** 2) ** 0.5 / 2
    )


def test_whoever_passed_an_item_over_counts_for_the_others():
    rows = [(1, 2, 3), (3, 3, 3), (5, 4, 2), (5, 5, 1), (None, 5, 1)] * 30
    found = statistics_of(rows, INSTRUMENT)
    assert (item(found, "remit-1").answered, item(found, "remit-1").not_answered) == (120, 30)
    assert item(found, "remit-2").answered == 150
    assert (scale(found, "remit").scored, scale(found, "remit").complete) == (150, 120)
    assert (
        item(found, "remit-2").item_rest
        == item(statistics_of(rows[:4] * 30, INSTRUMENT), "remit-2").item_rest
    )


def test_an_item_that_was_never_responded_to_counts_as_not_answered():
    response_sets = [{"remit-1": 3}] * LEAST_FOR_MEANS
    found = edition_statistics(sums_of(response_sets, INSTRUMENT.editions["only"], INSTRUMENT))
    assert item(found, "remit-2").not_answered == LEAST_FOR_MEANS
    assert item(found, "remit-2").flags == (Flag.PASSED_OVER,)
    assert scale(found, "remit").scored == 0
    assert scale(found, "headline").mean == Figure(absent=Absent.TOO_FEW)


def test_few_people_get_no_figures_at_all():
    rows = [(1, 2, 3), (5, 4, 1)] * 14
    assert len(rows) < LEAST_FOR_MEANS
    found = statistics_of([*rows, (None, 2, 2)], INSTRUMENT)
    parts = [*found.scales, *found.items]
    figures = [value for part in parts for value in vars(part).values() if isinstance(value, Figure)]
    assert len(figures) > 30
    assert {figure.value for figure in figures} == {None}
    assert {part.option_counts for part in found.items} == {()}
    assert found.flagged == ()
    assert found.respondents == 29


def test_what_has_no_interval_waits_for_more_people():
    rows = [(1, 2, 4), (3, 3, 3), (5, 4, 2), (4, 5, 1)]
    some = statistics_of(rows * 8, INSTRUMENT)
    remit = scale(some, "remit")
    assert remit.reliability.value is not None
    assert remit.reliability_low.value < remit.reliability.value
    assert remit.omega == remit.sem == item(some, "remit-1").item_rest == Figure(absent=Absent.TOO_FEW)
    assert scale(some, "headline").sem == Figure(absent=Absent.TOO_FEW)
    many = statistics_of(rows * 25, INSTRUMENT)
    assert many.respondents == LEAST_FOR_CORRELATIONS
    assert item(many, "remit-1").item_rest.value > 0.5
    assert scale(many, "remit").sem.value > 0


def test_people_who_all_answer_alike_have_no_alpha_and_are_no_error():
    found = statistics_of([(3, 3, 3)] * 120, INSTRUMENT)
    remit = scale(found, "remit")
    assert remit.mean == Figure(50.0)
    assert remit.sd == Figure(0.0)
    assert remit.reliability == remit.reliability_low == remit.omega == Figure(absent=Absent.NO_VARIANCE)
    assert item(found, "remit-1").item_rest == Figure(absent=Absent.NO_VARIANCE)
    assert scale(found, "headline").reliability == Figure(absent=Absent.NO_VARIANCE)
    assert item(found, "remit-1").flags == (Flag.LITTLE_VARIANCE,)


def test_a_facet_of_one_item_has_a_mean_and_no_reliability():
    found = statistics_of([(1,), (5,)] * 60, a_small_instrument("+"))
    assert scale(found, "remit").mean == Figure(50.0)
    assert scale(found, "remit").reliability == Figure(absent=Absent.TOO_FEW_ITEMS)
    assert item(found, "remit-1").item_rest == Figure(absent=Absent.TOO_FEW_ITEMS)
    assert scale(found, "mindset").reliability == Figure(absent=Absent.TOO_FEW_ITEMS)


def test_items_worth_a_second_look_are_flagged_with_the_reason():
    # three that go together, one of chance, one always at the low pole, one against the others
    values = [1, 2, 3, 4, 5] * 30
    rows = [(a, a, a, 1 + (place + place // 5) % 5, 1, 6 - a) for place, a in enumerate(values)]
    gapped = [(None if place % 4 == 0 else row[0], *row[1:]) for place, row in enumerate(rows)]
    found = statistics_of(gapped, a_small_instrument("++++++"))
    assert {each.id: set(each.flags) for each in found.flagged if each.facet == "remit"} == {
        "remit-1": {Flag.PASSED_OVER},
        "remit-4": {Flag.LOW_ITEM_REST},
        "remit-5": {Flag.NEAR_LOW_POLE, Flag.LITTLE_VARIANCE},
        "remit-6": {Flag.LOW_ITEM_REST},
    }


def test_without_the_extra_omega_says_what_to_install():
    def missing(_):
        raise AnalysisExtraMissingError

    found = statistics_of([(1, 2, 4), (3, 3, 3), (5, 4, 2), (4, 5, 1)] * 30, INSTRUMENT, missing)
    assert scale(found, "remit").omega.absent == "install the analysis extra"
    assert scale(found, "remit").reliability.value


def test_two_items_have_no_omega():
    found = statistics_of([(1, 2), (3, 3), (5, 4), (4, 5)] * 30, a_small_instrument("++"))
    assert scale(found, "remit").omega == Figure(absent=Absent.TOO_FEW_ITEMS)


def test_patterns_that_do_not_come_again_are_summed_up_on_the_way(monkeypatch):
    rows = list(product((1, 3, 5, None), repeat=3)) * 4
    whole = statistics_of(rows, INSTRUMENT)
    monkeypatch.setattr(sums_module, "MOST_PATTERNS", 5)
    in_parts = statistics_of(rows, INSTRUMENT)
    assert whole.respondents == 256
    for one, other in zip(whole.items, in_parts.items, strict=True):
        assert one.mean.value == pytest.approx(other.mean.value)
        assert one.option_counts == other.option_counts
    assert scale(whole, "remit").reliability.value == pytest.approx(
        scale(in_parts, "remit").reliability.value
    )


def test_the_figures_can_be_asked_for_while_counting_goes_on():
    sums = EditionSums(FULL.editions["full"], FULL)
    response_sets = drawn(300)
    for place, responses in enumerate(response_sets):
        sums.add(responses)
        if place == 150:
            assert edition_statistics(sums).respondents == 151
    at_once = edition_statistics(sums_of(response_sets, FULL.editions["full"], FULL))
    assert scale(edition_statistics(sums), "remit").sem.value == pytest.approx(
        scale(at_once, "remit").sem.value
    )


def test_an_option_that_an_item_does_not_have_is_an_error():
    with pytest.raises(OptionOutOfRangeError):
        statistics_of([(1, 6, 3)], INSTRUMENT)


def test_the_real_instrument_has_a_figure_for_every_scale_and_item():
    from quiz.settings.environment import ROOT

    real = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
    generator = Random(3)
    for edition in real.editions.values():
        sets = [draw_responses(draw_positions(real, generator), edition, real, generator) for _ in range(120)]
        found = edition_statistics(sums_of(sets, edition, real))
        assert [each.id for each in found.items] == [each.id for each in edition.items]
        assert len(found.scales) == 1 + 2 + 8
        assert all(each.reliability.value is not None for each in found.scales)
