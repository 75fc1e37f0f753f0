"""The files browsers get besides the pages: built once, kept under names that change with the content.

Every name is new when the content is, so browsers may keep a file for good and never show an old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whitenoise import WhiteNoise

from quiz.settings.environment import ROOT
from quiz.web.assets.contents import chart_library, site_contents
from quiz.web.assets.hashed_folders import content_hash, hashed_folder, tidy

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from _typeshed.wsgi import WSGIApplication

    from quiz.settings.environment import Settings

PREFIX = "/static"
DEFAULT_CARD = "img/card.png"
"""The card without a result; also in place of one that could not be drawn."""

_SITE, _LIBRARY = "site-*", "plotly-*"
_LIBRARY_FILE = "plotly.js"


def build_assets(settings: Settings) -> Assets:
    """Build what is not there yet: milliseconds when nothing changed, seconds for a new chart library."""
    parent = settings.assets_dir
    site = site_contents(ROOT / "static")
    library = {_LIBRARY_FILE: chart_library(ROOT)}
    assets = Assets(
        root=hashed_folder(parent, _SITE.replace("*", content_hash(site)), site),
        names=frozenset(site),
        library=hashed_folder(parent, _LIBRARY.replace("*", content_hash(library)), library),
    )
    tidy(parent, _SITE, keep=assets.root)
    tidy(parent, _LIBRARY, keep=assets.library)
    return assets


@dataclass(frozen=True)
class Assets:
    """`root` holds the files of static/ under their `names`, `library` the chart library."""

    root: Path
    names: frozenset[str]
    library: Path

    def url(self, name: str) -> str:
        """The address of a file of static/. Raises KeyError with the name when there is no such file."""
        if name not in self.names:
            raise KeyError(name)
        return f"{PREFIX}/{self.root.name}/{name}"

    @property
    def plotly_url(self) -> str:
        return f"{PREFIX}/{self.library.name}/{_LIBRARY_FILE}"

    def wrap(self, app: WSGIApplication) -> WSGIApplication:
        """The application, with these files answered before it."""
        files = _Files(
            app,
            allow_all_origins=False,
            immutable_file_test=lambda _path, _url: True,
            add_headers_function=_for_other_sites,
        )
        for folder in (self.root, self.library):
            files.add_files(str(folder), prefix=f"{PREFIX}/{folder.name}/")
        return files


class _Files(WhiteNoise):
    FOREVER = 365 * 24 * 60 * 60


def _for_other_sites(headers: Headers, _path: str, url: str) -> None:
    """The default card is made to be shown by other sites; nothing else is."""
    if url.endswith(f"/{DEFAULT_CARD}"):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
