"""The privacy page: what this very server keeps, said from its settings and from the code's own limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from quiz.measurement.comparison_group import FIRST_RELEASE
from quiz.measurement.quality import MOST_SECONDS
from quiz.store.database.engine import sqlite_path
from quiz.store.retakes import EARLIER_AT_MOST
from quiz.web.front.headers import public
from quiz.web.page.display_names import MAX_LETTERS
from quiz.web.page.slots import filled, slotted_page
from quiz.web.page.words import counted
from quiz.web.results.page import RESULTS_KEPT
from quiz.web.services import services
from quiz.web.sharing.card_painter import KEPT as CARDS_KEPT
from quiz.web.sharing.links import MOST_LINKS

if TYPE_CHECKING:
    from quiz.settings.environment import Settings

blueprint = Blueprint("privacy", __name__)


@dataclass(frozen=True)
class Kept:
    """One kind of thing that is kept, as people would call it."""

    name: str
    what: str
    where: str
    how_long: str


@dataclass(frozen=True)
class PrivacyPage:
    title: str
    kept: tuple[Kept, ...]
    sweeping: str
    is_https: bool
    is_private: bool = False


DATABASE, MEMORY, COUNTED = "{database}", "this server’s memory", "{counted}"
SWEEPING = {
    "daily": "This server deletes once a day by itself what is over.",
    "manual": "What is over is deleted when those who run this server give the command for it.",
}
_DATABASES = {True: "a database file on this server", False: "this server’s PostgreSQL database"}

KEPT = (
    Kept(
        "Answers",
        "which option you chose for each question, the question you were last at, the "
        "edition, the days of start and end, and how many seconds a question took you: one number for all "
        f"of them, {MOST_SECONDS} at most, and none in a workshop; no time of day, no address of yours",
        DATABASE,
        "until you delete the result{results}; unfinished ones for {unfinished} from their start, or as "
        "long as the workshop they belong to",
    ),
    Kept(
        "Private link",
        "a fingerprint from which nobody can find the link itself",
        DATABASE,
        "as long as the answers",
    ),
    Kept(
        "Share links",
        "a fingerprint, a public number, the last four characters, what it shows, whether it "
        f"may be found, and the days of its making and its end; at most {MOST_LINKS} for a "
        "result",
        DATABASE,
        "as long as the result, but not longer than {ended} after the link ended; until then its page says "
        "that it ended",
    ),
    Kept(
        "Display names",
        f"up to {MAX_LETTERS} letters of your choice, beside the one share link or comparison",
        DATABASE,
        "until you take that link back, its last day is over, or one of you ends that comparison",
    ),
    Kept(
        "Comparisons",
        "by which share link, with which result, how much of both, and the days of asking, "
        "agreeing and ending",
        DATABASE,
        "until one of the two results or the share link is deleted, but not longer than {ended} after it "
        "ended",
    ),
    Kept(
        "Retakes",
        f"which result continues which; a result shows {EARLIER_AT_MOST} earlier ones at most",
        DATABASE,
        "until one of the two is deleted",
    ),
    Kept(
        "Consent to research",
        "that your answers may be in a table for research, and since which day; only if you ticked it",
        DATABASE,
        "until you take it back or delete the result; tables made before cannot be called back",
    ),
    Kept(
        "Scores that count for others",
        "only if you ticked it: your overall score, in whole points",
        DATABASE,
        "until you take it back or your result is deleted",
    ),
    Kept(
        "Comparison groups",
        "how many people have an overall score of which size, blurred by chance, once there are "
        f"{FIRST_RELEASE}; shown in tenths, to whoever took the same edition",
        DATABASE,
        "until the group has doubled; who comes or goes meanwhile changes nothing",
    ),
    Kept(
        "Workshops",
        "title, edition, smallest group, join code, round and stage, and a fingerprint of each "
        "facilitator’s link",
        DATABASE,
        "as the facilitator chose, 90 days at most from the beginning of a round; then nobody can open it",
    ),
    Kept(
        "Taking part",
        "that your answers belong to a round of a workshop, under a random key; and your link, sealed "
        "under your paper code. Facilitators see counts alone",
        DATABASE,
        "as the workshop, or until you withdraw or delete your result",
    ),
    Kept(
        "Used results",
        "that a result was in a workshop once, not in which: it can be brought to no other",
        DATABASE,
        "as long as the result, also after you withdrew it and when the workshop is gone",
    ),
    Kept(
        "Team pictures",
        "of how many people it may be told that they lean which way, and the random keys of who was in it",
        DATABASE,
        "as the workshop, also after somebody withdrew: changing it by one would tell of that one",
    ),
    Kept(
        "Commitments",
        "one sentence of each who writes one, shown to the room without a name and tied to no answers",
        DATABASE,
        "as the workshop, or until you or the facilitator take it off, you withdraw or delete your result",
    ),
    Kept(
        "Network addresses",
        "how many wrong codes, started questionnaires, people joining and new workshops came from one, and "
        "which codes were right there, under a fingerprint of it",
        COUNTED,
        "ten minutes, an hour for new workshops; two hours for right codes, so that whoever guesses locks no "
        "room out",
    ),
    Kept(
        "Results lately looked at",
        f"answers and scores, without a link; the last {RESULTS_KEPT} of each server process",
        MEMORY,
        "until as many others were looked at, or the server restarts; nobody can open them without the link",
    ),
    Kept(
        "Pictures for link previews",
        f"drawn when somebody asks, without a name on them; the last {CARDS_KEPT} of each server process",
        MEMORY,
        "handed out until the share link ends; gone when others need the room, or the server restarts",
    ),
    Kept(
        "Counts of requests",
        "how often a link was used to make something, and when, under its fingerprint",
        COUNTED,
        "about an hour; longer while nobody makes anything",
    ),
    Kept(
        "Questionnaires",
        "the text of each questionnaire that was ever used here; nothing about people",
        DATABASE,
        "for good, so that a result keeps its words",
    ),
    Kept(
        "Cookie",
        "none in current browsers; in others, and without https, a signed random value to protect forms. "
        "In workshops, the way back: the link you came by, for the last 20 workshops",
        "your browser",
        "until the browser is closed; a workshop’s until you clear it",
    ),
    Kept(
        "Answers on your device",
        "answers the server has not confirmed yet and what they replaced, with the private link; whether you "
        "want to go on as soon as you choose; how often something was taken back in this browser, as a "
        "number; and what you typed into a form that could not be sent",
        "your browser",
        "the answers until the server has them; what you typed until it is sent or you close the tab; the "
        "others until you clear it. Your browser’s history keeps the links you opened",
    ),
    Kept(
        "Ways back",
        "the addresses of questions, results and workshops opened in this browser, with titles and day, or "
        "that you want none; the first page leads back to them, whoever uses this browser. Sent nowhere",
        "your browser",
        "until you forget them on the first page, delete what they lead to, or leave them unopened for 30 "
        "days; none once you untick “Lead back here from the first page”",
    ),
    Kept(
        "Log",
        "faults, refused requests, and when; with the kind of page and never its address",
        "wherever this server’s operator keeps its output",
        "as the operator decides; a proxy in front may log addresses, and with them links",
    ),
)
"""All that is kept; docs/privacy.md has the same names, and a test compares the two."""


@blueprint.get("/privacy")
@public
def show() -> ResponseReturnValue:
    return filled(slotted_page(("privacy",), _render), {})


def _render() -> str:
    settings = services().settings
    page = PrivacyPage(
        title="Privacy",
        kept=kept_things(settings),
        sweeping=SWEEPING[settings.retention],
        is_https=settings.origin.startswith("https://"),
    )
    return render_template("about/privacy.html", page=page)


def kept_things(settings: Settings) -> tuple[Kept, ...]:
    """As it is on a server with these settings."""
    periods, is_embedded = settings.periods, sqlite_path(settings.database_url) is not None
    days = periods.results_days
    latest = f", {counted(days, 'day')} after its end at the latest" if days else ""
    said = {
        "database": _DATABASES[is_embedded],
        "counted": "the operator’s Redis" if settings.redis_url else MEMORY,
        "unfinished": counted(periods.unfinished_days, "day"),
        "results": latest,
        "ended": counted(periods.ended_days, "day"),
    }
    return tuple(
        replace(each, where=each.where.format(**said), how_long=each.how_long.format(**said)) for each in KEPT
    )
