"""What figures of two profiles share: who is which, by shape and label, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from quiz.charts.chart import NOT_SCORED, TableRow, bar_of, score_words
from quiz.charts.theme import MODE_BAR_HEIGHT, label
from quiz.measurement.change import Change
from quiz.measurement.profile import Profile, Score

LETTERS = 20
"""Of a label in a figure; a longer one is shortened there, and whole in the table."""

ISOLATED = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"
"""So that a label written from right to left does not turn the text around it."""

SHAPES = ("\N{BLACK CIRCLE}", "\N{BLACK DIAMOND}")


@dataclass(frozen=True)
class Labelled:
    """A profile and what it is called; the label may be any text."""

    label: str
    profile: Profile


def short(text: str) -> str:
    """The label as a figure shows it: literal, short, isolated, in one line."""
    letters = regex.findall(r"\X", text)  # a flag cut in half is another flag
    cut = text if len(letters) <= LETTERS else f"{''.join(letters[: LETTERS - 1])}…"
    return label(ISOLATED % cut, 4 * LETTERS)


def key(first: Labelled, second: Labelled) -> dict[str, Any]:
    """Which shape is whose, as the text of the annotation `KEY`."""
    shown = (f"{shape} {short(each.label)}" for shape, each in zip(SHAPES, (first, second), strict=True))
    return {"text": "   ".join(shown)}


KEY: dict[str, Any] = {
    "name": "key",
    "text": "",
    "xref": "paper",
    "yref": "paper",
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "bottom",
    "yshift": MODE_BAR_HEIGHT - 26,
    "font": {"size": 13},
}


def pair_row(name: str, first: Score | None, second: Score | None, verdict: str) -> TableRow:
    """Both scores in figures, and what their difference says."""
    words = (score_words(score) if score else NOT_SCORED for score in (first, second))
    return TableRow((name, *words, verdict), bar_of(first), bar_of(second))


def pair_headers(measure: str, first: Labelled, second: Labelled) -> tuple[str, ...]:
    return measure, first.label, second.label, "Difference", "On 0 to 100"


def verdict_of(change: Change | None, beyond: str) -> str:
    """`beyond` where the difference exceeds its error, else that nothing can be told."""
    if change is None:
        return "not compared"
    return beyond if change.is_beyond_error else "too close to tell"
