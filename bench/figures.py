"""How long the figures of a result take, in this process, for answers that were never seen before."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from statistics import median

from bench.server import ROOT
from bench.table import Row, note
from quiz.charts.person import prepare_charts
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import map_figure
from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.profile import Profile, profile_of
from quiz.measurement.responses import ResponseSet
from quiz.web.results.page import Result, result_page

LIMIT = 10.0
"""Milliseconds."""

SETS = 200


def measure() -> list[Row]:
    instrument = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
    preparation = _milliseconds(lambda: prepare_charts(instrument))
    edition = instrument.editions["full"]
    chance = random.Random(1)
    sets = [_answered(edition, instrument, chance) for _ in range(SETS)]
    profiles = [profile_of(each.responses, edition, instrument) for each in sets]
    scoring = [_milliseconds(partial(profile_of, each.responses, edition, instrument)) for each in sets]
    drawing = [_milliseconds(partial(_draw, each, instrument)) for each in profiles]
    first = [_milliseconds(partial(_page, each, instrument)) for each in sets]
    again = [_milliseconds(partial(_page, each, instrument)) for each in sets[-100:]]
    return [
        Row("figures of a new result, built and serialised", f"< {LIMIT:.0f} ms", *_met(drawing)),
        note("· one set of 40 responses scored", f"{median(scoring):.2f} ms"),
        note("· scores, figures and words of a result page, first time", f"{median(first):.2f} ms"),
        note("· … and again, from the cache", f"{median(again):.2f} ms"),
        note("· Plotly's import and check, once a process, before it serves", f"{preparation:.0f} ms"),
    ]


def _answered(edition: Edition, instrument: Instrument, chance: random.Random) -> ResponseSet:
    options = {item.id: len(instrument.option_labels(item)) for item in edition.items}
    responses = {item: chance.randint(1, count) for item, count in options.items()}
    return ResponseSet(instrument.sha256, edition.id, responses)


def _draw(profile: Profile, instrument: Instrument) -> None:
    for figure in (map_figure, facets_figure, headline_figure):
        figure(profile, instrument)


def _page(responses: ResponseSet, instrument: Instrument) -> None:
    result_page(Result.of(responses, instrument), date(2026, 11, 23))


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def _met(times: list[float]) -> tuple[str, bool]:
    """The slowest but one in a hundred has to keep the limit."""
    slow = sorted(times)[int(0.99 * len(times))]
    return f"{median(times):.2f} ms, 99 of 100 below {slow:.2f} ms", slow < LIMIT
