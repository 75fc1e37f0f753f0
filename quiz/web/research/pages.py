"""The context of the page on which an owner consents to research."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ResearchPage:
    """`given_on` is the day of the consent, or None; in a workshop there is nothing to consent to."""

    title: str
    given_on: str | None
    is_in_workshop: bool
    action_url: str
    result_url: str
    notice: str | None
    is_private: bool = True
