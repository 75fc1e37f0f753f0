"""What people type to propose a comparison, and to accept one."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, ValidationError

from quiz.measurement.as_others_see import Extent
from quiz.web.display_names import DisplayNameError, display_name
from quiz.web.pasted import private_tokens, what_it_is_instead


class _NamedForm(FlaskForm):
    """A name is asked for and needed: people agree to a comparison with somebody."""

    class Meta:
        csrf = False  # whether the request is ours was decided before (see `csrf`)

    display_name = StringField()

    def validate_display_name(self, field: StringField) -> None:
        try:
            field.data = display_name(field.data or "")
        except DisplayNameError as error:
            raise ValidationError(str(error)) from error
        if not field.data:
            raise ValidationError("Write the name by which the other one shall know you.")


class ProposalForm(_NamedForm):
    """Whose result is compared, by which name, and how much of it."""

    private_link = StringField()
    extent = StringField(validators=[AnyOf([each.value for each in Extent], "Choose how much they may see.")])

    def validate_private_link(self, _field: StringField) -> None:
        found = self._tokens()
        if len(found) > 1:
            raise ValidationError("There is more than one private link in this. Leave only your own.")
        if not found:
            raise ValidationError(
                what_it_is_instead(self.private_link.data or "")
                or "This is not a private link. Copy the address of your own result: it ends in 32 letters, "
                "digits, hyphens or underscores."
            )

    @property
    def private_token(self) -> str | None:
        """The token of the link that was typed or pasted, in whatever way; None when it is not clear."""
        found = self._tokens()
        return next(iter(found)) if len(found) == 1 else None

    def _tokens(self) -> frozenset[str]:
        return private_tokens(self.private_link.data or "")


class AcceptanceForm(_NamedForm):
    """By which name the owner of the share link will be shown."""
