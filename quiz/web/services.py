"""Services that the views work with: made once by the factory, kept on the application.

And what a process keeps: the last so many of what it made or saw.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from flask import current_app

from quiz.store.database.engine import reading
from quiz.store.database.group_commit import GroupCommit
from quiz.store.instruments import load_instrument

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

    from quiz.instrument.instrument import Instrument
    from quiz.settings.environment import Settings
    from quiz.web.assets import Assets

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Memory for `most` things: the one not asked for longest goes first when there are more."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: K, value: V) -> V:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def forget(self, key: K) -> None:
        with self._lock:
            self._values.pop(key, None)


T = TypeVar("T")
_KEY = "limelight"
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
# No database takes every text, and a script may name anything.


@dataclass(frozen=True)
class Services:
    """`instrument` is the current one, for those who start now; older ones come from the archive."""

    settings: Settings
    engine: Engine
    group_commit: GroupCommit
    instrument: Instrument
    assets: Assets
    _archived: dict[str, Instrument] = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Value kept under this key for as long as the process lives; made when it is first asked for.

        Of two who make it in the same moment both get the first one's.
        """
        if key not in self._kept:
            self._kept.setdefault(key, make())
        return cast("T", self._kept[key])

    def forget(self, key: Hashable) -> None:
        """So that it is made anew."""
        self._kept.pop(key, None)

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
    return services_of(current_app)


def services_of(app: Flask) -> Services:
    return cast("Services", app.extensions[_KEY])


def install(services_: Services, extensions: dict[str, object]) -> None:
    extensions[_KEY] = services_
