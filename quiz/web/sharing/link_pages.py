"""Share links: what an owner wishes one to be, and the pages on which they make them and take them back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import AnyOf, Regexp, ValidationError

from quiz.measurement.as_others_see import Extent
from quiz.store.share_links import LinkState, ShareLink, ShareWish, new_link_id, share_token
from quiz.web.guards.access import Finished
from quiz.web.page.display_names import DisplayNameError, display_name
from quiz.web.page.pages import ErrorSummary, SharedPage
from quiz.web.page.words import past_day, until
from quiz.web.services import services
from quiz.web.sharing.posters import SHAPES

EXTENTS = (
    (
        Extent.HEADLINE.value,
        "The headline",
        "What your result comes to in one sentence, and your place between the two ends.",
    ),
    (
        Extent.DOMAINS.value,
        "The map as well",
        "Also your place on the map, and how probable each archetype is.",
    ),
    (
        Extent.FACETS.value,
        "All themes",
        "Also in which third of its line each theme lies, with its band and what it means.",
    ),
)
"""Value, name, and what others will see; never answers or advice."""

SHOWS = {value: name for value, name, _ in EXTENTS}

EXPIRIES = (("7", "7 days"), ("30", "30 days"), ("90", "90 days"), ("never", "until I take it back"))
LINK_ID = re.compile(r"\A[A-Za-z0-9_-]{22}\Z")


class NamedForm(FlaskForm):
    """A form with the name by which others shall know somebody."""

    class Meta:
        csrf = False  # whether the request is ours was decided before (see `csrf`)

    display_name = StringField()

    def validate_display_name(self, field: StringField) -> None:
        try:
            field.data = display_name(field.data or "")
        except DisplayNameError as error:
            raise ValidationError(str(error)) from error


class ShareForm(NamedForm):
    """Valid by default when it is opened; what is typed is kept when it is not.

    `edition` is the one that was seen in the preview: its owner may have gone on to a longer one since.
    """

    extent = StringField(
        default=Extent.HEADLINE.value,
        validators=[AnyOf([value for value, *_ in EXTENTS], "Choose what others will see.")],
    )
    expiry = StringField(
        default="30",
        validators=[AnyOf([value for value, _ in EXPIRIES], "Choose how long it shall be open.")],
    )
    is_findable = BooleanField()
    edition = StringField()
    link_id = StringField(validators=[Regexp(LINK_ID)])

    def __init__(self, private_token: str) -> None:
        super().__init__()
        if not self.is_submitted():
            self.link_id.data = new_link_id(private_token)

    def wish(self, today: date) -> ShareWish:
        """Share link to be made, as a valid form asks for it."""
        days = self.expiry.data
        return ShareWish(
            link_id=self.link_id.data,
            extent=Extent(self.extent.data),
            display_name=self.display_name.data,
            is_findable=self.is_findable.data,
            expires_on=None if days == "never" else today + timedelta(days=int(days)),
        )


@dataclass(frozen=True)
class ShareLinkRow:
    """`url` is empty for a link that is no longer open, `revocation_url` for one that was taken back.

    `earlier_edition` is the one that is still shown though its owner has gone on since; else empty.
    `whole_url` is the link for other sites, which need its beginning too.
    """

    id: str
    last_four: str
    shows: str
    display_name: str
    created_on: str
    ends: str
    state: str
    is_new: bool
    earlier_edition: str
    url: str = ""
    whole_url: str = ""
    revocation_url: str = ""


@dataclass(frozen=True)
class ShareLinksPage:
    """`headline` is what others see of the least extent, to which `is_quick` makes a link with one press."""

    title: str
    links: tuple[ShareLinkRow, ...]
    extents: tuple[tuple[str, str, str], ...]
    expiries: tuple[tuple[str, str], ...]
    form: ShareForm
    headline: Any
    has_new: bool
    is_quick: bool
    edition: str
    is_full: bool
    most_links: int
    summary: ErrorSummary | None
    shapes: Mapping[str, str] = field(default_factory=lambda: SHAPES)
    is_private: bool = True


@dataclass(frozen=True)
class PreviewPage:
    """`shared` is exactly what others will see; `card_src` the picture, as data of this page."""

    title: str
    shared: SharedPage
    card_src: str
    edition: str
    form: ShareForm
    ends: str
    is_private: bool = True


def share_link_row(
    link: ShareLink, private_token: str, finished: Finished, today: date, new_id: str
) -> ShareLinkRow:
    state = link.state_on(today)
    is_current = link.edition == finished.edition.id
    row = ShareLinkRow(
        id=link.link_id,
        last_four=link.last_four,
        shows=SHOWS[link.extent.value],
        display_name=link.display_name,
        created_on=past_day(link.created_on),
        ends=until(link.expires_on),
        state=_state(link, state),
        is_new=link.link_id == new_id,
        earlier_edition="" if is_current else finished.instrument.editions[link.edition].name,
    )
    if state is LinkState.REVOKED:
        return row
    row = replace(
        row, revocation_url=url_for("share_links.revoke", token=private_token, link_id=link.link_id)
    )
    if state is LinkState.EXPIRED:
        return row
    path = url_for("shared.show", share_token=share_token(private_token, link.link_id))
    return replace(
        row,
        url=services().shown_address(path),
        whole_url=services().settings.origin + path,
    )


def _state(link: ShareLink, state: LinkState) -> str:
    if state is LinkState.REVOKED and link.revoked_on:
        return f"taken back on {past_day(link.revoked_on)}"
    return "its time is over" if state is LinkState.EXPIRED else ""
