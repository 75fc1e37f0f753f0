"""An owner's share links as the page lists them.

The contexts of the pages on which an owner makes share links and takes them back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from flask import url_for

from quiz.store.share_links import LinkState, ShareLink, share_token
from quiz.web.page.pages import ErrorSummary, SharedPage
from quiz.web.page.words import day, past_day
from quiz.web.services import services
from quiz.web.sharing.forms import EXTENTS, ShareForm


@dataclass(frozen=True)
class Composer:
    """Another site's page, or the mail program, with the link filled in."""

    name: str
    url: str


@dataclass(frozen=True)
class ShareLinkRow:
    """`url` is empty for a link that is no longer open, `revocation_url` for one that was taken back."""

    id: str
    last_four: str
    shows: str
    display_name: str
    created_on: str
    ends: str
    state: str
    is_new: bool
    url: str = ""
    composers: tuple[Composer, ...] = ()
    revocation_url: str = ""


@dataclass(frozen=True)
class ShareLinksPage:
    title: str
    links: tuple[ShareLinkRow, ...]
    extents: tuple[tuple[str, str, str], ...]
    expiries: tuple[tuple[str, str], ...]
    form: ShareForm
    is_full: bool
    most_links: int
    summary: ErrorSummary | None
    preview_url: str
    result_url: str
    is_private: bool = True


@dataclass(frozen=True)
class PreviewPage:
    """`shared` is exactly what others will see; `card_src` the picture, as data of this page."""

    title: str
    shared: SharedPage
    card_src: str
    form: ShareForm
    ends: str
    creation_url: str
    preview_url: str
    plotly_src: str
    is_private: bool = True


_SHOWS = {value: name for value, name, _ in EXTENTS}


def share_link_row(link: ShareLink, private_token: str, today: date, new_id: str) -> ShareLinkRow:
    state = link.state_on(today)
    row = ShareLinkRow(
        id=link.link_id,
        last_four=link.last_four,
        shows=_SHOWS[link.extent.value],
        display_name=link.display_name,
        created_on=past_day(link.created_on),
        ends=ends(link.expires_on),
        state=_state(link, state),
        is_new=link.link_id == new_id,
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
        composers=composers(services().settings.origin + path),
    )


def ends(expires_on: date | None) -> str:
    return f"until {day(expires_on)}" if expires_on else "until you take it back"


def composers(url: str) -> tuple[Composer, ...]:
    """Ordinary addresses; nothing of these sites is loaded before somebody follows one."""
    address, words = quote(url, safe=""), quote("A result from Limelight")
    return (
        Composer("E-mail", f"mailto:?subject={words}&body={address}"),
        Composer("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={address}"),
        Composer("Bluesky", f"https://bsky.app/intent/compose?text={address}"),
        Composer("WhatsApp", f"https://wa.me/?text={address}"),
    )


def _state(link: ShareLink, state: LinkState) -> str:
    if state is LinkState.REVOKED and link.revoked_on:
        return f"taken back on {past_day(link.revoked_on)}"
    return "its time is over" if state is LinkState.EXPIRED else ""
