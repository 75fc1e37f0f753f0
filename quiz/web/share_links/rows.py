"""An owner's share links as the page lists them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote

from flask import url_for

from quiz.store.share_links import LinkState, ShareLink, share_token
from quiz.web.days import day, past_day
from quiz.web.services import services
from quiz.web.share_links.forms import EXTENTS
from quiz.web.share_links.pages import Composer, ShareLinkRow

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
