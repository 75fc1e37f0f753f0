"""What the private page's section about others is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StandingSection:
    """`place` is empty while nothing is shown of others; `why_not` says why this headline may not count."""

    introduction: str
    place: str
    why_not: str
    is_counted: bool
    action_url: str


@dataclass(frozen=True)
class StandingFrame:
    """The section but for what is one person's, which are slots."""

    has_place: bool
    why_not: str
    may_choose: bool
