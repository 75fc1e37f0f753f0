"""What forms of several rooms share: the fields that all of them read or refuse in the same way."""

from __future__ import annotations

from flask import abort, request

from quiz.instrument.instrument import Instrument


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
