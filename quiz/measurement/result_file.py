"""Result file: what its owner may take away, one document for JSON, one table for CSV.

Both are described in `docs/result-format.md`; a change here is a new format version there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from quiz.instrument.instrument import Edition, Instrument, Statement
from quiz.measurement.csv_text import csv_for_people, table_rows
from quiz.measurement.profile import Score, profile_of
from quiz.measurement.quality import Quality, quality_of
from quiz.measurement.responses import Responses, ResponseSet
from quiz.measurement.scoring import keyed_values

RESULT_FORMAT: Final = "limelight-result/2"

CSV_COLUMNS: Final = (
    *("record", "id", "facet", "keyed", "option", "value", "text", "answer"),
    *("score", "sem", "df", "low", "high", "items", "probability", "p_high", "word"),
)


class OtherInstrumentError(ValueError):
    """A response set is to be written out with an instrument it was not given to."""


def result_document(
    response_set: ResponseSet,
    completed_on: datetime.date,
    instrument: Instrument,
    median_seconds: int | None = None,
) -> dict[str, Any]:
    """The result as a document for JSON, numbers in full precision, unscored parts None.

    `median_seconds` is how long an item took, None when that is unknown.

    Raises OtherInstrumentError, or what `profile_of` raises for responses that break a rule.
    """
    edition = _edition_of(response_set, instrument)
    profile = profile_of(response_set.responses, edition, instrument)
    return {
        "format": RESULT_FORMAT,
        "instrument": {
            "id": instrument.id,
            "version": instrument.version,
            "edition": edition.id,
            "sha256": instrument.sha256,
        },
        "completed_on": completed_on.isoformat(),
        "responses": list(_response_records(response_set.responses, edition, instrument)),
        "headline": _score_record(profile.headline, _OF_A_SCORE),
        "domains": {each: _score_record(score, _OF_A_DOMAIN) for each, score in profile.domains.items()},
        "facets": {each: _score_record(score, _OF_A_FACET) for each, score in profile.facets.items()},
        "archetypes": dict(profile.archetypes) if profile.archetypes else None,
        "wording": profile.wording.value if profile.wording else None,
        "quality": _quality_record(quality_of(response_set.responses, edition, instrument, median_seconds)),
    }


def result_csv(
    response_set: ResponseSet,
    completed_on: datetime.date,
    instrument: Instrument,
    median_seconds: int | None = None,
) -> str:
    """The same result as a table for spreadsheets with CSV_COLUMNS, a row for each fact.

    Raises the same errors as `result_document`.
    """
    edition = _edition_of(response_set, instrument)
    document = result_document(response_set, completed_on, instrument, median_seconds)
    return csv_for_people(table_rows(CSV_COLUMNS, _csv_rows(document, edition, instrument)))


def _edition_of(response_set: ResponseSet, instrument: Instrument) -> Edition:
    if response_set.instrument_sha256 != instrument.sha256:
        raise OtherInstrumentError(
            f"instrument: got {instrument.sha256}, expected {response_set.instrument_sha256}"
        )
    return instrument.editions[response_set.edition]


def _response_records(
    responses: Responses, edition: Edition, instrument: Instrument
) -> Iterator[dict[str, Any]]:
    values = keyed_values(responses, edition, instrument)
    for item in edition.items:
        yield {
            "item": item.id,
            "facet": item.facet,
            "keyed": item.keyed if isinstance(item, Statement) else None,
            "option": responses.get(item.id),
            "value": values.get(item.id),
        }


def _score_record(score: Score | None, names: Sequence[str]) -> dict[str, float | str | None] | None:
    return {name: getattr(score, name) for name in names} if score else None


_OF_A_SCORE = ("score", "sem", "df", "low", "high", "items")
_OF_A_DOMAIN = (*_OF_A_SCORE, "p_high")
_OF_A_FACET = (*_OF_A_DOMAIN, "word")


def _quality_record(quality: Quality) -> dict[str, Any]:
    return {
        "median_seconds": quality.median_seconds,
        "spread": quality.spread,
        "both_ways": list(quality.both_ways),
        "pattern": quality.pattern.value if quality.pattern else None,
        "is_rushed": quality.is_rushed,
    }


def _csv_rows(
    document: Mapping[str, Any], edition: Edition, instrument: Instrument
) -> Iterator[dict[str, Any]]:
    for name, text in _about(document).items():
        yield {"record": "about", "id": name, "text": text}
    for response in document["responses"]:
        item, option = edition.items_by_id[response["item"]], response["option"]
        answer = None if option is None else instrument.option_labels(item)[option - 1]
        yield response | {"record": "item", "id": item.id, "text": item.text, "answer": answer}
    yield {"record": "headline", "id": "headline"} | (document["headline"] or {})
    for kind in ("domain", "facet"):
        for scored_id, score in document[f"{kind}s"].items():
            yield {"record": kind, "id": scored_id} | (score or {})
    for archetype_id, probability in (document["archetypes"] or {}).items():
        yield {"record": "archetype", "id": archetype_id, "probability": probability}
    quality = document["quality"]
    as_text = {
        "both_ways": " ".join(quality["both_ways"]),
        "is_rushed": "yes" if quality["is_rushed"] else "no",
    }
    for sign, text in (quality | as_text).items():
        yield {"record": "quality", "id": sign, "text": text}


def _about(document: Mapping[str, Any]) -> dict[str, Any]:
    instrument = dict(document["instrument"])
    rest = {"completed_on": document["completed_on"], "wording": document["wording"]}
    return {"format": document["format"], "instrument": instrument.pop("id"), **instrument, **rest}
