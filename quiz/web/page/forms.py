"""Fields that forms of several rooms share, read or refused by all of them in the same way."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, request
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
