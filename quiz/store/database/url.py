"""Addresses of databases as people write them: checked, whole, and shown without their password."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

EXPECTED = (
    "sqlite:///path/of/a/file.db, or postgresql://user:password@host:port/database, "
    "with %25, %40, %2F and %3A for %, @, / and : in a password"
)

_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}


class DatabaseUrlError(ValueError):
    """No address that can be used. Its sentence never has the address in it, which may hold a password."""

    def __init__(self) -> None:
        super().__init__(f"expected {EXPECTED}")


def checked_url(text: str, folder: Path) -> str:
    """The address as SQLAlchemy wants it; a relative path starts at the folder. Raises DatabaseUrlError."""
    scheme, _, rest = text.partition("://")
    if scheme in _POSTGRESQL:
        return f"postgresql+psycopg://{_checked_place(rest)}"
    # A database in memory would be another one in each process, and gone with it.
    if scheme != "sqlite" or not re.fullmatch(r"/[^?]+", rest) or ":memory:" in rest:
        raise DatabaseUrlError
    return f"sqlite:///{folder / rest[1:]}"


def shown_url(url: str) -> str:
    """The address without its password, and without what follows a question mark."""
    return re.sub(r"://([^:@/]*):[^@]*@", r"://\1@", url.partition("?")[0]).replace("+psycopg", "")


def _checked_place(rest: str) -> str:
    """Refuses what would be read as another host: its error would then tell a part of a password."""
    try:
        parts = urlsplit(f"postgresql://{rest}")
        is_no_port = parts.port == 0  # raises ValueError for others that are none
    except ValueError:
        raise DatabaseUrlError from None
    if is_no_port or rest.partition("?")[0].count("@") > 1 or "@" in parts.path:
        raise DatabaseUrlError
    return rest
