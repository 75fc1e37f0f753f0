"""What a response set holds of one of its editions."""

from __future__ import annotations

from tests.builders import a_response_set, an_instrument, responses_worth

INSTRUMENT = an_instrument()


def test_of_a_longer_edition_a_shorter_one_keeps_its_own_items() -> None:
    full = a_response_set(responses_worth(75), "full", INSTRUMENT)
    quick = full.within(INSTRUMENT.editions["quick"])
    assert quick == a_response_set(responses_worth(75, "quick"), "quick", INSTRUMENT)


def test_of_its_own_edition_it_is_all_there() -> None:
    full = a_response_set(responses_worth(75) | {"remit-1": None}, "full", INSTRUMENT)
    assert full.within(INSTRUMENT.editions["full"]) == full
