"""Texts, numbers and choices of a facilitator, read from the forms or refused."""

from __future__ import annotations

from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import AnyOf, ValidationError

from quiz.instrument.instrument import Instrument
from quiz.store.workshops import Plan
from quiz.web.page.display_names import DisplayNameError, one_line
from quiz.workshop.disclosure import MINIMUM_CEILING, MINIMUM_DEFAULT, MINIMUM_FLOOR

TITLE_LETTERS = 60
KEEPING = (("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days"))
FARTHEST_ROUND = timedelta(days=366)


class _Form(FlaskForm):
    class Meta:
        csrf = False  # whether the request is ours was decided before (see `csrf`)


class WorkshopForm(_Form):
    """A workshop to be made."""

    title = StringField()
    edition = StringField()
    minimum_group = StringField(default=str(MINIMUM_DEFAULT))
    may_bring = BooleanField()
    keep_days = StringField(
        default="30",
        validators=[AnyOf([days for days, _ in KEEPING], "Choose how long the workshop is kept.")],
    )

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self._instrument = instrument
        self.edition.validators = [AnyOf(list(instrument.editions), "Choose an edition.")]
        if not self.is_submitted():
            self.edition.data = list(instrument.editions)[-1]

    def validate_title(self, field: StringField) -> None:
        try:
            field.data = one_line(field.data or "", TITLE_LETTERS, "title")
        except DisplayNameError as error:
            raise ValidationError(str(error)) from error
        if not field.data:
            raise ValidationError("Give the workshop a title. Everybody in the room will see it.")

    def validate_minimum_group(self, field: StringField) -> None:
        whole_number(field.data)

    def plan(self) -> Plan:
        """Workshop to be made, as a valid form asks for it."""
        return Plan(
            title=self.title.data,
            instrument_sha256=self._instrument.sha256,
            edition=self.edition.data,
            minimum_group=whole_number(self.minimum_group.data),
            may_bring=self.may_bring.data,
            keep_days=int(self.keep_days.data),
        )


def whole_number(text: str | None) -> int:
    """A minimum group as it was typed. Raises wtforms' ValidationError."""
    typed = (text or "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3):
        typed = "0"
    if not MINIMUM_FLOOR <= int(typed) <= MINIMUM_CEILING:
        raise ValidationError(
            f"Type a whole number from {MINIMUM_FLOOR} to {MINIMUM_CEILING} for the smallest group."
        )
    return int(typed)


def future_day(text: str | None, today: date) -> date | None:
    """The day of the next round, or None to have none. Raises wtforms' ValidationError."""
    if not (text or "").strip():
        return None
    try:
        day = date.fromisoformat(str(text).strip())
    except ValueError:
        day = today
    if not today < day <= today + FARTHEST_ROUND:
        raise ValidationError("Choose a day from tomorrow on, at most a year ahead.")
    return day
