"""The contexts of the pages of a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.charts.base.chart import Chart
from quiz.web.comparisons.forms import AcceptanceForm, ProposalForm
from quiz.web.pages import ErrorSummary


@dataclass(frozen=True)
class ProposalPage:
    """`owner_name` is empty when the share link has none on it."""

    title: str
    owner_name: str
    extents: tuple[tuple[str, str, str], ...]
    form: ProposalForm
    summary: ErrorSummary | None
    action_url: str
    shared_url: str
    is_private: bool = True


@dataclass(frozen=True)
class WaitingPage:
    """Proposed and not answered, as either sees it; `form` is there for the one who may accept."""

    title: str
    other_name: str
    shows: str
    is_mine_to_answer: bool
    form: AcceptanceForm | None
    summary: ErrorSummary | None
    acceptance_url: str
    withdrawal_url: str
    result_url: str
    is_private: bool = True


@dataclass(frozen=True)
class ComparedFacet:
    name: str
    low_pole: str
    high_pole: str
    figures: str
    verdict: str
    coverage: str
    is_clear: bool


@dataclass(frozen=True)
class ComparisonPage:
    """What both agreed to see of each other, and no more."""

    title: str
    names: tuple[str, str]
    you: int
    shows: str
    sentence: str
    charts: tuple[Chart, ...]
    facets: tuple[ComparedFacet, ...]
    questions: tuple[str, ...]
    ends: str
    withdrawal_url: str
    result_url: str
    plotly_src: str
    is_private: bool = True
