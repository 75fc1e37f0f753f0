"""The pages about Limelight itself: the first page, help, and in development the pattern page."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from quiz.instrument.nesting import nested_editions
from quiz.web.front.headers import is_public, public
from quiz.web.guards import csrf
from quiz.web.page.pages import HelpPage, LandingPage
from quiz.web.page.slots import filled, slot, slotted_page
from quiz.web.page.social import lead_of
from quiz.web.services import services
from quiz.web.site.sample import sample_figure

blueprint = Blueprint("about", __name__)

NOTICES = {"deleted": "Deleted. Nobody can open it any more, and the database holds nothing of it."}


@blueprint.get("/")
@public
def landing() -> ResponseReturnValue:
    return landing_html(NOTICES.get(request.args.get("notice", "")))


@blueprint.get("/help", endpoint="help")
@public
def show_help() -> ResponseReturnValue:
    return filled(slotted_page(("help",), _render_help), {})


@blueprint.get("/patterns")
@public
def patterns() -> ResponseReturnValue:
    """Every component in every state, for those who build pages."""
    if not services().settings.development:
        abort(404)
    return render_template("about/patterns.html", page={"title": "Patterns", "is_private": False})


@blueprint.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Names the rooms that are private, and never a door.

    Shared pages are left out: who makes a preview must read them, and "noindex" is on the page to be read.
    """
    rules = [rule for rule in current_app.url_map.iter_rules() if not is_public(rule.endpoint, current_app)]
    rooms = sorted({rule.rule.split("/")[1] for rule in rules if rule.arguments} - {"shared"})
    text = "User-agent: *\n" + "".join(f"Disallow: /{room}/\n" for room in rooms)
    return text, 200, {"Content-Type": "text/plain; charset=utf-8"}


def landing_html(notice: str | None = None) -> str | Response:
    page = slotted_page(("landing", notice or ""), lambda: _render_landing(notice))
    return filled(page, {"csrf_token": csrf.token()})


def _render_help() -> str:
    page = HelpPage(title="Help", passed_over=services().instrument.passed_over)
    return render_template("about/help.html", page=page)


def _render_landing(notice: str | None) -> str:
    instrument = services().instrument
    nested = nested_editions(instrument)
    page = LandingPage(
        title=instrument.title,
        instrument=instrument,
        editions=nested[:1] or tuple(instrument.editions.values()),
        is_one_start=bool(nested),
        lead=lead_of(instrument),
        sample=sample_figure(),
        notice=notice,
    )
    return render_template("about/landing.html", page=page, csrf_token=lambda: slot("csrf_token"))
