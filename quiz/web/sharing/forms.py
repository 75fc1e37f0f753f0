"""What an owner wishes a share link to be."""

from __future__ import annotations

import re
from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import AnyOf, Regexp, ValidationError

from quiz.measurement.as_others_see import Extent
from quiz.store.share_links import ShareWish, new_link_id
from quiz.web.page.display_names import DisplayNameError, display_name

EXTENTS = (
    (
        Extent.HEADLINE.value,
        "The headline",
        "One sentence, which may name an archetype or two, and your place between the two ends.",
    ),
    (
        Extent.DOMAINS.value,
        "The map as well",
        "Also your place on the map, and how probable each archetype is.",
    ),
    (
        Extent.FACETS.value,
        "All facets",
        "Also in which third of its line each facet lies, with its band and what it means.",
    ),
)
"""Value, name, and what others will see; never answers or advice."""

EXPIRIES = (("7", "7 days"), ("30", "30 days"), ("90", "90 days"), ("never", "until I take it back"))
LINK_ID = re.compile(r"\A[A-Za-z0-9_-]{22}\Z")


class ShareForm(FlaskForm):
    """Valid by default when it is opened; what is typed is kept when it is not."""

    class Meta:
        csrf = False  # whether the request is ours was decided before (see `csrf`)

    extent = StringField(
        default=Extent.HEADLINE.value,
        validators=[AnyOf([value for value, *_ in EXTENTS], "Choose what others will see.")],
    )
    display_name = StringField()
    expiry = StringField(
        default="30",
        validators=[AnyOf([value for value, _ in EXPIRIES], "Choose how long it shall be open.")],
    )
    is_findable = BooleanField()
    link_id = StringField(validators=[Regexp(LINK_ID)])

    def __init__(self, private_token: str) -> None:
        super().__init__()
        if not self.is_submitted():
            self.link_id.data = new_link_id(private_token)

    def validate_display_name(self, field: StringField) -> None:
        try:
            field.data = display_name(field.data or "")
        except DisplayNameError as error:
            raise ValidationError(str(error)) from error

    def wish(self, today: date) -> ShareWish:
        """What a valid form asks for."""
        days = self.expiry.data
        return ShareWish(
            link_id=self.link_id.data,
            extent=Extent(self.extent.data),
            display_name=self.display_name.data,
            is_findable=self.is_findable.data,
            expires_on=None if days == "never" else today + timedelta(days=int(days)),
        )
