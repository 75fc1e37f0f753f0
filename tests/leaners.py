"""Answers of people who lean: all one way, or each facet a little, as most people do."""

from __future__ import annotations

from functools import cache

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Instrument, Item
from quiz.measurement.scoring import keyed_value
from quiz.settings.environment import ROOT

LEANERS = ("low", "middle", "high", "mixed")


def answers_of(leaner: str, edition: str) -> dict[str, str]:
    """Item id to option; `mixed` leans on its facets by turns, an answer in four the other way."""
    instrument = _ours()
    return {
        item.id: str(_option(leaner, item, number, instrument))
        for number, item in enumerate(instrument.editions[edition].items)
    }


def _option(leaner: str, item: Item, number: int, instrument: Instrument) -> int:
    options = sorted(
        range(1, instrument.option_count(item) + 1),
        key=lambda option: keyed_value(item, option, instrument),
    )
    if leaner == "mixed":
        facet = list(instrument.facets_by_id).index(item.facet)
        return options[-2 if (facet % 2 == 0) != (number % 4 == 3) else 1]
    return {"low": options[0], "middle": options[len(options) // 2], "high": options[-1]}[leaner]


@cache
def _ours() -> Instrument:
    return parse_instrument((ROOT / "questions.yaml").read_text("utf-8"), source="questions.yaml")
