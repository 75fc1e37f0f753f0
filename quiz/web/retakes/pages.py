"""The context of the page that asks before a retake."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.web.pages import EditionCard


@dataclass(frozen=True)
class RetakePage:
    title: str
    editions: tuple[EditionCard, ...]
    same_edition: str
    action_url: str
    result_url: str
    is_private: bool = True
