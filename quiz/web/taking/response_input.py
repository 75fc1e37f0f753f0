"""Responses as a form or a script sends them, read strictly.

What is not exactly as our pages write it is refused, never guessed at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from quiz.instrument.instrument import Edition, Instrument
from quiz.instrument.nesting import Portion, next_portion
from quiz.measurement.quality import MOST_SECONDS
from quiz.measurement.responses import PASSED_OVER, Responses, ResponseSet, check_responses
from quiz.web.services import Services, services

ITEM = "item_"
"""Before an item's id wherever it is a name or an id on a page. No id holds an underscore, so no item can be
taken for another field or another part of the page, however it is called."""

PASS = "pass"
"""Word as which "does not fit my work" travels."""

MEDIAN_SECONDS = "median_seconds"
"""The field for the time an item took."""

_OTHER_FIELDS = ("csrf_token", "instrument", "edition", "after", "as_it_is", MEDIAN_SECONDS)
"""Fields that the questionnaire's form sends besides responses."""

# Not int(): that takes "3 ", "1_0" and other scripts' digits as well.
_OPTION = re.compile(r"[1-9]", re.ASCII)
_SECONDS = re.compile(rf"[0-9]|{MOST_SECONDS}", re.ASCII)


class MalformedResponsesError(ValueError):
    """Request without a set of responses to this edition."""


def field_name(item_id: str) -> str:
    return f"{ITEM}{item_id}"


@dataclass(frozen=True)
class Submission:
    """`may_stay_unscored`: the person wants the result even if some facets cannot be scored.

    `median_seconds` is how long an item took, None when it was not measured.
    """

    portion: Portion
    response_set: ResponseSet
    may_stay_unscored: bool
    median_seconds: int | None


def posted_submission() -> Submission:
    """The form of this request, read by hand: WTForms' fields for forty items cost 40 ms.

    Raises MalformedResponsesError for what no page of ours sends."""
    portion = named_portion(request.form, services())
    responses = responses_from_form(request.form, portion.asked, portion.instrument, _OTHER_FIELDS)
    return Submission(
        portion,
        ResponseSet(portion.instrument.sha256, portion.edition.id, responses),
        may_stay_unscored=bool(request.form.get("as_it_is")),
        median_seconds=median_seconds_from_form(request.form),
    )


def named_portion(sent: Mapping[str, object], among: Services) -> Portion:
    """The portion a page says it shows; it names the instrument by content hash, so old pages stay valid."""
    sha256, edition, after = (sent.get(name, "") for name in ("instrument", "edition", "after"))
    instrument = among.find_instrument(sha256) if isinstance(sha256, str) else None
    if instrument is None or not isinstance(edition, str) or edition not in instrument.editions:
        raise MalformedResponsesError("the instrument or edition is unknown here")
    if after == "":
        return Portion(instrument, instrument.editions[edition])
    following = next_portion(instrument, after) if isinstance(after, str) else None
    if following is None or following.edition.id != edition:
        raise MalformedResponsesError("this edition does not go on from that one")
    return following


def responses_from_form(
    form: MultiDict[str, str], edition: Edition, instrument: Instrument, other_fields: Iterable[str]
) -> Responses:
    """The responses in a posted form, whose fields are items and `other_fields`.

    A page from before items had names of their own sends their ids as they are.
    Raises MalformedResponsesError for unknown or repeated fields and for values no page of ours sends.
    """
    responses: dict[str, int | None] = {}
    ignored = frozenset(other_fields)
    for name, values in form.lists():
        if name in ignored:
            continue
        item_id = name.removeprefix(ITEM)
        if len(values) != 1 or item_id in responses:
            raise MalformedResponsesError(f"{item_id!r} was sent more than once")
        responses[item_id] = _option_from_text(item_id, values[0])
    _check(responses, edition, instrument)
    return responses


def responses_from_json(sent: object, edition: Edition, instrument: Instrument) -> Responses:
    """The responses in a decoded JSON object of item id to option number or "pass".

    Raises MalformedResponsesError; 2.0 and true are no option numbers.
    """
    if not isinstance(sent, dict):
        raise MalformedResponsesError("responses must be an object")
    responses = {name: _option_from_json(name, value) for name, value in sent.items()}
    _check(responses, edition, instrument)
    return responses


def median_seconds_from_form(form: MultiDict[str, str]) -> int | None:
    """Seconds that our script measured, MOST_SECONDS at most; None without the script, or from an older page.

    Raises MalformedResponsesError for anything else.
    """
    match form.getlist(MEDIAN_SECONDS):
        case [] | [""]:
            return None
        case [sent] if _SECONDS.fullmatch(sent):
            return int(sent)
    raise MalformedResponsesError(f"{MEDIAN_SECONDS!r} has a value that is no time")


def strict_json_object(body: bytes) -> dict[str, Any]:
    """One JSON object without repeated keys, NaN or bottomless nesting; raises MalformedResponsesError."""
    try:
        decoded = _STRICT.decode(body.decode(json.detect_encoding(body), "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise MalformedResponsesError("the body is no valid JSON") from error
    if not isinstance(decoded, dict):
        raise MalformedResponsesError("the body must be a JSON object")
    return decoded


def _option_from_text(name: str, value: str) -> int | None:
    if value == PASS:
        return PASSED_OVER
    if not _OPTION.fullmatch(value):
        raise MalformedResponsesError(f"{name!r} has a value that is no option")
    return int(value)


def _option_from_json(name: str, value: object) -> int | None:
    if value == PASS:
        return PASSED_OVER
    if type(value) is not int:  # a bool is an int to isinstance
        raise MalformedResponsesError(f"{name!r} has a value that is no option")
    return value


def _check(responses: Responses, edition: Edition, instrument: Instrument) -> None:
    try:
        check_responses(responses, edition, instrument)
    except ValueError as error:
        raise MalformedResponsesError(str(error)) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise MalformedResponsesError("a key was sent twice")
    return members


def _refuse_constant(name: str) -> None:
    raise MalformedResponsesError(f"{name} is no number")


_STRICT = json.JSONDecoder(object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
