"""The privacy page: what this very server keeps, said from its settings and from the code's own limits."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from quiz.measurement.comparison_group import FIRST_DAYS, FIRST_RELEASE
from quiz.measurement.quality import MOST_SECONDS
from quiz.store.database.engine import sqlite_path
from quiz.store.retakes import EARLIER_AT_MOST
from quiz.web.front.headers import public
from quiz.web.page.display_names import MAX_LETTERS
from quiz.web.page.slots import filled, slotted_page
from quiz.web.page.words import counted
from quiz.web.results.page import RESULTS_KEPT
from quiz.web.services import services
from quiz.web.sharing.cards import KEPT as CARDS_KEPT
from quiz.web.sharing.links import MOST_LINKS

blueprint = Blueprint("privacy", __name__)


@dataclass(frozen=True)
class PrivacyPage:
    """`database` and `counted` are places, and `unfinished`, `latest` and `ended` periods, in words."""

    title: str
    database: str
    counted: str
    unfinished: str
    latest: str
    ended: str
    is_swept_daily: bool
    is_https: bool
    most_seconds: int = MOST_SECONDS
    most_links: int = MOST_LINKS
    most_letters: int = MAX_LETTERS
    earlier_at_most: int = EARLIER_AT_MOST
    least_people: int = FIRST_RELEASE
    least_days: int = FIRST_DAYS
    results_kept: int = RESULTS_KEPT
    cards_kept: int = CARDS_KEPT
    is_private: bool = False


@blueprint.get("/privacy")
@public
def show() -> ResponseReturnValue:
    return filled(slotted_page(("privacy",), _render), {})


def _render() -> str:
    settings = services().settings
    periods, is_embedded = settings.periods, sqlite_path(settings.database_url) is not None
    days = periods.results_days
    page = PrivacyPage(
        title="Privacy",
        database="a database file on this server" if is_embedded else "this server’s PostgreSQL database",
        counted="the operator’s Redis" if settings.redis_url else "this server’s memory",
        unfinished=counted(periods.unfinished_days, "day"),
        latest=f", {counted(days, 'day')} after its end at the latest" if days else "",
        ended=counted(periods.ended_days, "day"),
        is_swept_daily=settings.retention == "daily",
        is_https=settings.origin.startswith("https://"),
    )
    return render_template("about/privacy.html", page=page)
