"""What the private page's section about others is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StandingLine:
    """Where one score stands among those of others."""

    heading: str
    sentence: str
    band: str


@dataclass(frozen=True)
class StandingSection:
    """`why_not` says why these scores may not count for others; empty when they may."""

    introduction: str
    lines: tuple[StandingLine, ...]
    why_not: str
    is_counted: bool
    action_url: str


@dataclass(frozen=True)
class StandingFrame:
    """The section but for what is one person's, which are slots."""

    lines: tuple[StandingLine, ...]
    why_not: str
    may_choose: bool
