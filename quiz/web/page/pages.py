"""Page contexts: the frozen page objects that several rooms fill or show. No rules and no arithmetic here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from quiz.charts.base.chart import Bar, Chart
from quiz.instrument.instrument import Edition, Instrument, Side


@dataclass(frozen=True)
class Social:
    """Content of a link preview. All addresses are absolute."""

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
    social: Social
    is_private: bool


@dataclass(frozen=True)
class SampleRow:
    """One domain of the made-up person's."""

    name: str
    low_pole: str
    high_pole: str
    bar: Bar | None
    score_text: str


@dataclass(frozen=True)
class SampleFigure:
    """The made-up person's result in few lines."""

    sentence: str
    certainty: str
    rows: tuple[SampleRow, ...]


@dataclass(frozen=True)
class LandingPage:
    """First page: `editions` to choose from, or the one that everybody starts with if they nest."""

    title: str
    instrument: Instrument
    editions: tuple[Edition, ...]
    is_one_start: bool
    lead: str
    sample: SampleFigure
    notice: str | None = None
    is_private: bool = False


@dataclass(frozen=True)
class HelpPage:
    title: str
    passed_over: str
    is_private: bool = False


@dataclass(frozen=True)
class Problem:
    """One line of an error summary; `target` is the id of the control it is about."""

    target: str
    message: str


@dataclass(frozen=True)
class ErrorSummary:
    """Faults of a form that was sent; any page's `summary` is shown above everything.

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
    summary: str
    gain: str
    cost: str
    is_named: bool
    sides: tuple[Side, Side]


@dataclass(frozen=True)
class NamedArchetype:
    """Archetype that the summary names, explained to those who do not know it."""

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
    word: str
    score_text: str
    bar: Bar | None
    meaning: str
    gain: str
    cost: str
    practice: str
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class MapView:
    """Map that the server draws: `place` is SVG, and a quarter's name is strong where it is named."""

    place: Markup
    across: tuple[str, str]
    up: tuple[str, str]
    quarters: tuple[ArchetypeRow, ...]
    words: str


@dataclass(frozen=True)
class ResultPage:
    """Every field has a decision in `quiz/web/sharing/projection.py`: who else may see it."""

    title: str
    sentence: str
    certainty: str
    summary: str
    summary_certainty: str
    named: tuple[NamedArchetype, ...]
    edition_name: str
    instrument_version: str
    scoring_url: str
    completed_on: str
    map: MapView | None
    charts: tuple[Chart, ...]
    archetypes: tuple[ArchetypeRow, ...]
    standing_out: tuple[FacetSection, ...]
    facets: tuple[FacetSection, ...]
