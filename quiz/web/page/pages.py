"""The context of each template: one frozen page object, and nothing else. No rules and no arithmetic here.

What the private page's section about others is made of.

The shared page's context.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quiz.charts.base.chart import Bar, Chart


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


@dataclass(frozen=True)
class EditionCard:
    id: str
    name: str
    items: int
    minutes: int


@dataclass(frozen=True)
class LandingPage:
    title: str
    editions: tuple[EditionCard, ...]
    question: str
    lead: str
    low_pole: str
    low_text: str
    high_pole: str
    high_text: str
    map: str
    notice: str | None = None
    is_private: bool = False


@dataclass(frozen=True)
class HelpPage:
    title: str
    passed_over: str
    is_private: bool = False


@dataclass(frozen=True)
class ErrorPage:
    title: str
    heading: str
    what_happened: str
    answers: str
    next_step: str
    reference: str
    link_url: str
    link_text: str
    is_gone: bool
    again_url: str = ""
    again: tuple[tuple[str, str], ...] = ()
    is_private: bool = True


@dataclass(frozen=True)
class Problem:
    """One line of an error summary; `target` is the id of the control it is about."""

    target: str
    message: str


@dataclass(frozen=True)
class ErrorSummary:
    """What was wrong with a form that was sent; any page's `summary` is shown above everything.

    `elsewhere` is the page's address over https, for whoever may have come without.
    """

    heading: str
    problems: tuple[Problem, ...]
    note: str | None = None
    elsewhere: str = ""
    offers_submit_as_it_is: bool = False

    @classmethod
    def of_one(cls, target: str, message: str) -> ErrorSummary:
        return cls("There is a problem", (Problem(target, message),))


@dataclass(frozen=True)
class ArchetypeRow:
    name: str
    percent_text: str
    percent: int
    summary: str
    gain: str
    cost: str
    is_named: bool


@dataclass(frozen=True)
class NamedArchetype:
    """What the summary names, explained to those who do not know it."""

    name: str
    summary: str


@dataclass(frozen=True)
class AnswerRow:
    number: int
    text: str
    answer: str
    pull_text: str


@dataclass(frozen=True)
class FacetSection:
    id: str
    name: str
    low_pole: str
    high_pole: str
    description: str
    score_text: str
    bar: Bar | None
    meaning: str
    gain: str
    cost: str
    practice: str
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class FacetGroupSection:
    heading: str
    facets: tuple[FacetSection, ...]


@dataclass(frozen=True)
class ComparisonLine:
    """A comparison as the private page speaks of it."""

    name: str
    state: str
    url: str
    is_waiting_for_owner: bool


@dataclass(frozen=True)
class FacetChange:
    """What became of one facet since the result before; `figures` is empty when it cannot be compared."""

    name: str
    verdict: str
    figures: str
    has_moved: bool


@dataclass(frozen=True)
class ProgressSection:
    """What moved since earlier results, and when this one was taken again; each part may be missing."""

    since: str
    sentence: str
    charts: tuple[Chart, ...]
    facets: tuple[FacetChange, ...]
    retaken_on: tuple[str, ...]


@dataclass(frozen=True)
class QualityNote:
    """Why this result may be worth a second, slower look; for its owner alone."""

    seen: str
    retake_url: str


@dataclass(frozen=True)
class ResultPage:
    """Every field has a decision in `quiz/web/sharing/projection.py`: who else may see it."""

    title: str
    sentence: str
    certainty: str
    summary: str
    summary_certainty: str
    named: tuple[NamedArchetype, ...]
    notice: str | None
    edition_name: str
    instrument_version: str
    scoring_url: str
    completed_on: str
    charts: tuple[Chart, ...]
    archetypes: tuple[ArchetypeRow, ...]
    facet_groups: tuple[FacetGroupSection, ...]
    comparisons: tuple[ComparisonLine, ...]
    progress: ProgressSection | None
    quality: QualityNote | None
    standing: StandingSection | None


@dataclass(frozen=True)
class ResultFrame:
    """The private page but for what is one person's, which are slots; in `links` the token is one, too."""

    title: str
    edition_name: str
    instrument_version: str
    has_archetypes: bool
    has_progress: bool
    links: ResultLinks
    is_private: bool = True


@dataclass(frozen=True)
class ResultLinks:
    """Where the private page leads."""

    private_link: str
    phone_url: str
    share_url: str
    retake_url: str
    research_url: str
    json_url: str
    csv_url: str
    deletion_url: str
    plotly_src: str


@dataclass(frozen=True)
class DeletionPage:
    title: str
    heading: str
    question: str
    action_url: str
    cancel_url: str
    button: str
    is_private: bool = True
