"""The shared page's context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Social:
    """What a link preview shows. All addresses are absolute."""

    title: str
    description: str
    url: str
    image_url: str
    image_alt: str


@dataclass(frozen=True)
class SharedPage:
    """`result` is a projection of the private page: what it may not show, it does not have."""

    title: str
    display_name: str
    result: Any
    plotly_src: str
    comparison_url: str
    social: Social
    is_private: bool
