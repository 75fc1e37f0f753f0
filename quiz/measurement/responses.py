"""Responses of one respondent to items, and the rules a response must keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from quiz.instrument.instrument import Edition, Instrument, Item

PASSED_OVER: Final = None
"""The response "does not fit my work". An item that was never responded to is absent instead."""

Responses = Mapping[str, int | None]
"""Item id to the 1-based number of the option chosen, in the order of the key, or PASSED_OVER."""


class UnknownItemError(ValueError):
    """A response names an item that the edition does not hold."""


class OptionOutOfRangeError(ValueError):
    """A response names an option that the item does not have."""


@dataclass(frozen=True)
class ResponseSet:
    """One respondent's item responses, with the instrument and edition they were given to."""

    instrument_sha256: str
    edition: str
    responses: Responses

    def within(self, edition: Edition) -> ResponseSet:
        """What of it was given to this edition: the same one, or a shorter one that begins it."""
        given = {item: option for item, option in self.responses.items() if item in edition.items_by_id}
        return replace(self, edition=edition.id, responses=given)


def check_responses(responses: Responses, edition: Edition, instrument: Instrument) -> None:
    """Raise UnknownItemError or OptionOutOfRangeError for the first response that breaks a rule."""
    for item_id, option in responses.items():
        item = edition.items_by_id.get(item_id)
        if item is None:
            raise UnknownItemError(f"{item_id!r} is not an item of the {edition.id} edition")
        if option is not PASSED_OVER and not 1 <= option <= instrument.option_count(item):
            raise OptionOutOfRangeError(f"{item_id}: got option {option}, which the item does not have")


def items_without_response(responses: Responses, edition: Edition) -> tuple[Item, ...]:
    """The items neither answered nor passed over, in the edition's order."""
    return tuple(item for item in edition.items if item.id not in responses)
