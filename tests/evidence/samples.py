"""Instruments and response sets in the shape of somebody else's data, to try the figures on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.evidence.coefficients import one_factor
from quiz.evidence.figures import EditionStatistics
from quiz.evidence.statistics import FitOneFactor, edition_statistics
from quiz.evidence.sums import EditionSums
from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.responses import Responses
from tests.builders import a_domain, a_statement, an_instrument


def a_small_instrument(keys: str = "++-", options: int = 5) -> Instrument:
    """One edition, "only": a facet `remit` with a statement per key, and one statement each of `stage`."""
    remit = tuple(a_statement(f"remit-{place}", "remit", key) for place, key in enumerate(keys, start=1))
    stage = (a_statement("stage-1", "stage"), a_statement("stage-2", "stage"))
    return an_instrument(
        domains=(a_domain("mindset", ("remit",)), a_domain("focus", ("stage",))),
        editions={"only": Edition("only", "Only", 1, (*remit, *stage))},
        response_format=tuple(f"Option {number}" for number in range(1, options + 1)),
    )


def responses_of(row: Sequence[int | None]) -> Responses:
    """A row of the facet `remit`, with `stage` answered like its first item."""
    remit = {f"remit-{place}": option for place, option in enumerate(row, start=1)}
    return remit | {"stage-1": row[0], "stage-2": row[0]}


def sums_of(response_sets: Iterable[Responses], edition: Edition, instrument: Instrument) -> EditionSums:
    sums = EditionSums(edition, instrument)
    for responses in response_sets:
        sums.add(responses)
    return sums


def statistics_of(
    rows: Iterable[Sequence[int | None]], instrument: Instrument, fit: FitOneFactor = one_factor
) -> EditionStatistics:
    response_sets = [responses_of(row) for row in rows]
    return edition_statistics(sums_of(response_sets, instrument.editions["only"], instrument), fit)
