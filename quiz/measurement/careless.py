"""Respondents who do not read: how they answer, so that a simulation can tell what they do to the scores."""

from __future__ import annotations

from enum import StrEnum

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.responses import Responses
from quiz.measurement.simulation import Generator


class Careless(StrEnum):
    """Two ways not to read (Meade, A. W. & Craig, S. B., 2012, Identifying careless responses in survey data,
    Psychological Methods 17, 437-455)."""

    STRAIGHT_LINING = "straight-lining"
    GUESSING = "guessing"


def careless_responses(
    kind: Careless, edition: Edition, instrument: Instrument, generator: Generator
) -> Responses:
    """One option for every item (the last one where there are fewer), or one drawn anew for each."""
    place = generator.random()
    responses = {}
    for item in edition.items:
        count = instrument.option_count(item)
        if kind is Careless.GUESSING:
            responses[item.id] = 1 + int(generator.random() * count)
        else:
            responses[item.id] = min(1 + int(place * len(instrument.response_format)), count)
    return responses
