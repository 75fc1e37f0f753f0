"""The forms. Whether a request is ours was decided before (see `csrf`), so none of them checks it again."""

from __future__ import annotations

from typing import Any, cast

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import AnyOf

from quiz.measurement.instrument import Edition, Instrument
from quiz.measurement.responses import Responses
from quiz.web.questionnaire.response_input import responses_from_form

HIDDEN_FIELDS = ("csrf_token", "instrument", "edition", "as_it_is")
"""What the questionnaire's form sends besides responses."""


class _Form(FlaskForm):
    class Meta:
        csrf = False


class StartForm(_Form):
    """Which edition to begin."""

    edition = StringField()

    def __init__(self, editions: list[str]) -> None:
        super().__init__()
        self.edition.validators = [AnyOf(editions)]


class ResponseSetField(Field):
    """All items of an edition as one field: forty WTForms radio fields cost 40 ms, this one 0.1 ms."""

    data: Responses

    def __init__(self, edition: Edition, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._edition = edition
        self._instrument = instrument

    def process(self, formdata: Any, *_unused: Any, **_also_unused: Any) -> None:
        self.process_errors: list[str] = []
        self.data = responses_from_form(formdata, self._edition, self._instrument, HIDDEN_FIELDS)


class SubmissionForm(BaseForm):
    """A posted questionnaire; raises MalformedResponsesError for what no page of ours sends."""

    def __init__(self, edition: Edition, instrument: Instrument) -> None:
        fields = {"responses": ResponseSetField(edition, instrument), "as_it_is": BooleanField()}
        super().__init__(fields)
        self.process(request.form)

    @property
    def responses(self) -> Responses:
        return cast("Responses", self["responses"].data)

    @property
    def may_stay_unscored(self) -> bool:
        """Whether the person wants the result even if some facets cannot be scored."""
        return bool(self["as_it_is"].data)
