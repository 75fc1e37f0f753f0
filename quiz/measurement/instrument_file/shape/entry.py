"""What all parts of an instrument file have in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """No other keys, and nothing converted silently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def text_of(what: str) -> Any:
    """A text that must not be empty; authors read what it is."""
    return Field(min_length=1, description=f"text, {what}")
