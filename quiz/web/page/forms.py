"""Fields that forms of several rooms read or refuse alike, and presses that take something back.

The answer to a press that takes back tells the browser to let go of the pages it has kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec

from flask import abort, make_response, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from quiz.instrument.instrument import Instrument
from quiz.web.page.pages import ErrorSummary, Problem


def refuse_repeated_fields() -> None:
    """No page of ours sends a field twice; which one counts is not ours to guess."""
    if any(len(values) > 1 for values in request.form.to_dict(flat=False).values()):
        abort(400)


def chosen_edition(instrument: Instrument) -> str:
    """The edition to begin; what the instrument does not have is a 400."""
    edition = request.form.get("edition", "")
    if edition not in instrument.editions:
        abort(400)
    return edition


def form_summary(form: FlaskForm, targets: Mapping[str, str]) -> ErrorSummary:
    """Faults of a form. A field's control has its name as id, unless `targets` has another."""
    problems = (
        Problem(targets.get(name, name.replace("_", "-")), str(messages[0]))
        for name, messages in form.errors.items()
    )
    return ErrorSummary("There is a problem", tuple(problems))


CLEARING = ("Clear-Site-Data", '"cache"')
"""Browsers obey it on https and on their own machine; elsewhere `static/js/still_there.js` does it alone."""

P = ParamSpec("P")


def withdraws(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Once this press is answered, neither Back nor Forward may show what was there before it."""

    @wraps(view)
    def pressed(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        response = make_response(view(*args, **kwargs))
        if response.status_code < 400:
            response.headers.set(*CLEARING)
        return response

    return pressed
