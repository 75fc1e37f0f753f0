"""The contexts of the pages on which an owner makes share links and takes them back."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.web.pages import ErrorSummary
from quiz.web.share_links.forms import ShareForm
from quiz.web.shared.pages import SharedPage


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
