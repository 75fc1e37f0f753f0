"""What the views work with; made once by the factory, kept on the application."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app

from quiz.store.engine import reading
from quiz.store.instruments import load_instrument
from quiz.store.together import Together
from quiz.web.slots import SlottedPage

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from quiz.measurement.instrument import Instrument
    from quiz.settings import Settings
    from quiz.web.assets import Assets

_KEY = "limelight"
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
# No database takes every text, and a script may name anything.


@dataclass(frozen=True)
class Services:
    """`instrument` is the current one, for those who start now; older ones come from the archive."""

    settings: Settings
    engine: Engine
    together: Together
    instrument: Instrument
    assets: Assets
    _archived: dict[str, Instrument] = field(default_factory=dict)
    _pages: dict[Hashable, SlottedPage] = field(default_factory=dict)

    def slotted_page(self, key: Hashable, render: Callable[[], str]) -> SlottedPage:
        """The page kept under this key; rendered when it is first asked for."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = SlottedPage(render())
        return page

    def shown_address(self, path: str) -> str:
        """A path to copy: whole when visitors' address is configured, else the script makes it whole."""
        return (self.settings.base_url or "") + path

    def find_instrument(self, sha256: str) -> Instrument | None:
        """The instrument with this content hash, current or archived; read once per process."""
        if sha256 == self.instrument.sha256:
            return self.instrument
        if not _SHA256.fullmatch(sha256):
            return None
        if sha256 not in self._archived:
            with reading(self.engine) as connection:
                found = load_instrument(connection, sha256)
            if found is None:
                return None
            self._archived[sha256] = found
        return self._archived[sha256]


def services() -> Services:
    """The services of the application that handles this request."""
    return cast("Services", current_app.extensions[_KEY])


def install(services_: Services, extensions: dict[str, object]) -> None:
    extensions[_KEY] = services_
