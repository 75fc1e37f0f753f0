"""What a database's driver complains of, in a sentence for an operator."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import SQLAlchemyError


def database_fault(error: SQLAlchemyError | sqlite3.Error) -> str:
    """Only the driver's own first line: the rest has statements with values, and links into a manual."""
    reason = str(getattr(error, "orig", None) or _plain(error)).strip().splitlines()[0].rstrip(".")
    return f"The database cannot be used: {reason}. See DATABASE_URL in docs/settings.md."


def _plain(error: SQLAlchemyError | sqlite3.Error) -> str:
    return str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
