"""How many of something, in words that agree: "1 minute", "12 minutes"."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
