"""Examples of every component in every state, for the pattern page that only development shows.

The words are placeholders about the component itself: nobody's result, and no instrument's items.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.charts.base.chart import Bar, Chart, Table, TableRow, as_script_data
from quiz.web.page.pages import AnswerRow, ArchetypeRow, ErrorSummary, FacetSection, Problem
from quiz.web.sharing.link_pages import Composer, ShareLinkRow
from quiz.web.workshops.console_page import MoveButton
from quiz.workshop.codes import EXAMPLE, grouped


@dataclass(frozen=True)
class BarState:
    """A bar and what is special about it."""

    name: str
    bar: Bar | None


@dataclass(frozen=True)
class ItemState:
    """A question on the pattern page; `chosen` is the label of the checked option, if any."""

    id: str
    text: str
    options: tuple[str, ...]
    is_situation: bool = False
    chosen: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class RoomState:
    """As much of a room as counts need."""

    joined: int
    answering: int
    finished: int
    sentence: str
    stage: str = "answering"


@dataclass(frozen=True)
class PatternsPage:
    title: str
    colours: tuple[str, ...]
    error: ErrorSummary
    code: str
    items: tuple[ItemState, ...]
    passed_over: str
    bars: tuple[BarState, ...]
    facets: tuple[FacetSection, ...]
    archetypes: tuple[ArchetypeRow, ...]
    charts: tuple[Chart, ...]
    private_url: str
    share_links: tuple[ShareLinkRow, ...]
    workshop: RoomState
    moves: tuple[MoveButton, ...]
    commitments: tuple[str, ...]
    is_private: bool = False


def examples() -> PatternsPage:
    """The context of the pattern page."""
    return PatternsPage(
        title="Patterns",
        colours=("ground", "surface", "text", "quiet", "control", "superstar", "enabler", "danger", "saved"),
        error=ErrorSummary(
            "There is a problem",
            (
                Problem("pattern-error-1", "Choose how much you agree with question 3"),
                Problem("pattern-situation-1", "Choose what you would do in question 4"),
                Problem("pattern-refused", "Say what was wrong, and what to do"),
            ),
        ),
        code=grouped(EXAMPLE),
        items=_items(),
        passed_over=_PASSED_OVER,
        bars=_bars(),
        facets=(_scored_facet(), _unscored_facet()),
        archetypes=_archetypes(),
        charts=(_chart(),),
        private_url="https://limelight.example/results/an-example-of-a-link-that-is-long",
        share_links=_share_links(),
        workshop=RoomState(joined=12, answering=3, finished=9, sentence="What the room is waiting for."),
        moves=_moves(),
        commitments=(
            "A sentence of its own.",
            "Another one, which is longer and therefore takes a second line.",
        ),
    )


_PASSED_OVER = "Does not fit my work"
_AGREEMENT = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")


def _items() -> tuple[ItemState, ...]:
    courses = (
        "A course of action that a competent person might take.",
        "Another one, of about the same length and just as attractive.",
        "A third one, a little bolder than the other two, which therefore needs a second line on a phone.",
        "A fourth one.",
    )
    return (
        ItemState("pattern-open", "A statement nobody has answered yet.", _AGREEMENT),
        ItemState("pattern-chosen", "A statement with an answer.", _AGREEMENT, chosen="Agree"),
        ItemState("pattern-passed", "A statement that was passed over.", _AGREEMENT, chosen=_PASSED_OVER),
        ItemState(
            "pattern-error", "A statement that was left out.", _AGREEMENT, error="Choose how much you agree"
        ),
        ItemState(
            "pattern-situation",
            "A situation takes two or three sentences to tell. Its type is smaller than a statement's, "
            "and its options are longer. What would you do?",
            courses,
            is_situation=True,
            chosen=courses[2],
        ),
    )


def _moves() -> tuple[MoveButton, ...]:
    return (
        MoveButton("pattern-forward", "The way forward", "What this press does.", "forward"),
        MoveButton("pattern-aside", "By the way", "What this one does.", ""),
        MoveButton("pattern-final", "For good", "What cannot be undone.", "final"),
    )


def _share_links() -> tuple[ShareLinkRow, ...]:
    new = ShareLinkRow(
        id="pattern-new",
        last_four="wxyz",
        shows="What it shows",
        display_name="A name of up to forty letters, in one line",
        created_on="a day",
        ends="until a day",
        state="",
        is_new=True,
        url="https://limelight.example/shared/an-example-of-a-link-that-is-long",
        composers=(Composer("E-mail", "mailto:?body=an-example"),),
        revocation_url="/patterns",
    )
    named = replace(new, id="pattern-open", display_name="", is_new=False)
    over = replace(named, id="pattern-over", state="why it is over", url="", composers=(), revocation_url="")
    return new, named, over


def _bars() -> tuple[BarState, ...]:
    return (
        BarState("Across the middle", Bar(56, 41, 71)),
        BarState("At the lower end", Bar(0, 0, 18)),
        BarState("At the upper end", Bar(100, 79, 100)),
        BarState("Very sure", Bar(30, 27, 33)),
        BarState("Nothing known", Bar(50, 0, 100)),
        BarState("Not scored", None),
    )


def _scored_facet() -> FacetSection:
    return FacetSection(
        id="pattern-facet",
        name="A scored facet",
        low_pole="one pole",
        high_pole="the other pole",
        description="What this facet is about, in one sentence.",
        score_text="63, band 48 to 78",
        bar=Bar(63, 48, 78),
        meaning="What a score like this says about the way somebody works. This is the second sentence.",
        gain="What this way of working gives to the person and to the team.",
        cost="What it asks for in return.",
        practice="One small thing to try in the coming two weeks, concrete enough to put in a calendar.",
        answers=(
            AnswerRow(4, "A statement that pulled one way.", "Agree", "5 points towards “the other pole”"),
            AnswerRow(12, "A statement that pulled back.", "Strongly agree", "10 points towards “one pole”"),
            AnswerRow(33, "A statement that was passed over.", _PASSED_OVER, "not counted"),
        ),
    )


def _unscored_facet() -> FacetSection:
    return FacetSection(
        id="pattern-unscored",
        name="An unscored facet",
        low_pole="one pole",
        high_pole="the other pole",
        description="What this facet is about, in one sentence.",
        score_text="not scored: 2 more answers needed",
        bar=None,
        meaning="What is said when too few answers were given.",
        gain="What people in the middle gain.",
        cost="What it asks of them.",
        practice="One small thing to try.",
        answers=(AnswerRow(7, "A statement that was passed over.", _PASSED_OVER, "not counted"),),
    )


def _archetypes() -> tuple[ArchetypeRow, ...]:
    def row(name: str, percent_text: str, percent: int, is_named: bool) -> ArchetypeRow:
        return ArchetypeRow(
            name, percent_text, percent, "Who this is, in a sentence.", "A gain.", "A cost.", is_named
        )

    return (
        row("The named one", "61 %", 61, is_named=True),
        row("A second", "27 %", 27, is_named=False),
        row("A third", "12 %", 12, is_named=False),
        row("The last", "under 1 %", 0, is_named=False),
    )


def _chart() -> Chart:
    figure = {"data": [{"type": "scatter", "x": [63], "y": [50]}], "layout": {}}
    rows = (
        TableRow(("A scored measure", "63", "48 to 78"), Bar(63, 48, 78)),
        TableRow(("An unscored one", "not scored", "too few answers"), None),
    )
    return Chart(
        id="pattern",
        heading="A chart",
        takeaway="Its one-line take-away: what to see in it.",
        figure_json=as_script_data(figure),
        table=Table("The chart in figures", ("Measure", "Score", "95 % band", "On 0 to 100"), rows),
    )
