"""Research file: a table of anonymous response sets to one edition, and the codebook that explains it.

Which response sets may be in it, and their order, are decided by who calls; see docs/research-export.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from quiz.instrument.instrument import Domain, Edition, Facet, Instrument, Item, Spectrum, Statement
from quiz.measurement.csv_text import csv_for_programs, table_rows
from quiz.measurement.profile import profile_of
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import keyed_value

LEAST_GROUP = 5
"""Response sets; fewer are no crowd to be lost in, neither all together nor in one month."""

MONTH = "month"
"""The first column."""

PASSED_OVER_CODE, NO_RESPONSE_CODE = "NA", ""
"""Both are read as missing by R and pandas; who looks can still tell them apart."""

CODEBOOK_COLUMNS: Final = (
    *("variable", "kind", "facet", "domain", "keyed", "text"),
    *("code", "label", "value", "minimum", "maximum"),
)


class TooFewResponseSetsError(ValueError):
    """An export of fewer than LEAST_GROUP response sets was asked for."""


@dataclass(frozen=True)
class ResearchRecord:
    """One response set and its day of completion, which is never written out."""

    responses: Responses
    completed_on: date


def research_csv(records: Sequence[ResearchRecord], edition: Edition, instrument: Instrument) -> str:
    """RFC 4180 text: a row a response set, in the order given; a column each for month, items and scores.

    Items have the option's number in the order of the key. A month that fewer than LEAST_GROUP share is left
    empty. Raises TooFewResponseSetsError, or what `profile_of` raises.
    """
    if len(records) < LEAST_GROUP:
        raise TooFewResponseSetsError(f"got {len(records)} response sets, expected at least {LEAST_GROUP}")
    months = Counter(_month(record.completed_on) for record in records)
    names = _variables(edition, instrument)
    rows: list[list[Any]] = [
        [MONTH, *(names["item", item.id] for item in edition.items), *_score_columns(names)]
    ]
    for record in records:
        month = _month(record.completed_on)
        shown = month if months[month] >= LEAST_GROUP else NO_RESPONSE_CODE
        scores = _scores(record.responses, edition, instrument)
        rows.append([shown, *_codes(record.responses, edition), *scores])
    return csv_for_programs(rows)


def codebook_csv(edition: Edition, instrument: Instrument) -> str:
    """What each column of `research_csv` means, from the instrument: a row a variable and a row an option."""
    return csv_for_programs(table_rows(CODEBOOK_COLUMNS, _codebook_rows(edition, instrument)))


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


Names = Mapping[tuple[str, str], str]
"""By kind (headline, domain, facet or item) and id."""


def _variables(edition: Edition, instrument: Instrument) -> Names:
    """A name for each score and item that R and Python take as it is, and that nothing else here has.

    That is its id with underscores. Ids are unique within a kind only, so what would take another's name is
    told apart by its kind.
    """
    parts = {
        "headline": ["headline"],
        "domain": [domain.id for domain in instrument.domains],
        "facet": [facet.id for facet in instrument.facets],
    }
    scores: dict[tuple[str, str], str] = {}
    for kind, ids in parts.items():
        scores |= {(kind, each): _free(each, kind, scores.values()) for each in ids}
    taken = {MONTH, *_score_columns(scores)}
    return scores | {("item", item.id): _free(item.id, "item", taken) for item in edition.items}


def _free(slug: str, kind: str, taken: Collection[str]) -> str:
    name = slug.replace("-", "_")
    return name if name not in taken else _free(f"{kind}-{slug}", kind, taken)


def _score_columns(names: Names) -> Iterator[str]:
    for (kind, _), name in names.items():
        if kind != "item":
            yield from (f"score_{name}", f"sem_{name}")


def _codes(responses: Responses, edition: Edition) -> Iterator[str | int]:
    for item in edition.items:
        option = responses.get(item.id, 0)
        yield PASSED_OVER_CODE if option is PASSED_OVER else option or NO_RESPONSE_CODE


def _scores(responses: Responses, edition: Edition, instrument: Instrument) -> Iterator[str]:
    profile = profile_of(responses, edition, instrument)
    for score in (profile.headline, *profile.domains.values(), *profile.facets.values()):
        yield from (f"{score.score:.4f}", f"{score.sem:.4f}") if score else ("", "")


def _codebook_rows(edition: Edition, instrument: Instrument) -> Iterator[dict[str, Any]]:
    about = f"{instrument.title}, version {instrument.version}, {edition.name} (SHA-256 {instrument.sha256})"
    yield _row("", "instrument", text=about)
    month = f"Year and month of completion; empty where fewer than {LEAST_GROUP} share it"
    yield _row(MONTH, "time", text=month)
    names = _variables(edition, instrument)
    domain_of = {facet.id: domain.id for domain in instrument.domains for facet in domain.facets}
    for item in edition.items:
        yield from _item_rows(item, names["item", item.id], domain_of[item.facet], instrument)
    yield from _score_rows("headline", names["headline", "headline"], "Headline", instrument.headline)
    for domain in instrument.domains:
        yield from _score_rows("domain", names["domain", domain.id], domain.name, domain)
    for facet in instrument.facets:
        for row in _score_rows("facet", names["facet", facet.id], facet.name, facet):
            yield row | ({"facet": facet.id} if row["kind"] == "facet" else {})


def _item_rows(item: Item, variable: str, domain_id: str, instrument: Instrument) -> Iterator[dict[str, Any]]:
    about: dict[str, Any] = {"facet": item.facet, "domain": domain_id, "text": item.text}
    if isinstance(item, Statement):
        about["keyed"] = int(f"{item.keyed}1")
    kind = "statement" if isinstance(item, Statement) else "situation"
    yield _row(variable, kind, **about, minimum=1, maximum=instrument.option_count(item))
    for option, label in enumerate(instrument.option_labels(item), start=1):
        yield _row(variable, "option", code=option, label=label, value=keyed_value(item, option, instrument))
    yield _row(variable, "option", code=PASSED_OVER_CODE, label=instrument.passed_over)


def _score_rows(
    kind: str, variable: str, name: str, part: Spectrum | Domain | Facet
) -> Iterator[dict[str, Any]]:
    score = f"{name}: 0 {part.low_pole}, 100 {part.high_pole}; empty where unscored"
    yield _row(f"score_{variable}", kind, text=score, minimum=0, maximum=100)
    sem = f"{name}: the person's own standard error of measurement, in points"
    yield _row(f"sem_{variable}", "sem", text=sem, minimum=0)


def _row(variable: str, kind: str, **cells: Any) -> dict[str, Any]:
    return {"variable": variable, "kind": kind, **cells}
