"""The note on a result that was answered in a hurry. It accuses nobody: fast answers can be true ones."""

from __future__ import annotations

from flask import url_for

from quiz.measurement.quality import FAST_SECONDS
from quiz.web.guards.access import Finished
from quiz.web.page.pages import QualityNote


def quality_note(finished: Finished, token: str) -> QualityNote | None:
    """None for all but those who were fast and whose answers point both ways."""
    seconds = finished.median_seconds
    if seconds is None or seconds >= FAST_SECONDS or not finished.quality.is_rushed:
        return None
    pace = "two seconds" if seconds else "a second"
    return QualityNote(
        seen=(
            f"Half of your answers took you less than {pace} each, "
            "and some of them point in two directions at once."
        ),
        retake_url=url_for("retakes.confirm", token=token),
    )
