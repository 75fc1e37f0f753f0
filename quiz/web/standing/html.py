"""The section as HTML: rendered once, then filled per person; what is filled in is escaped here."""

from __future__ import annotations

from flask import render_template
from markupsafe import escape

from quiz.web import csrf
from quiz.web.slots import slot, slotted_page
from quiz.web.standing.pages import StandingFrame, StandingSection


def standing_html(section: StandingSection) -> str:
    """The section of the private page."""
    frame = StandingFrame(
        has_place=bool(section.place),
        why_not=section.why_not,
        may_choose=section.is_counted or not section.why_not,
    )
    page = slotted_page(("standing", frame), lambda: _render(frame))
    contents = {"introduction": escape(section.introduction)}
    if frame.has_place:
        contents["place"] = escape(section.place)
    if frame.may_choose:
        contents |= {
            "action_url": escape(section.action_url),
            "csrf_token": escape(csrf.token()),
            "checked": escape(" checked" if section.is_counted else ""),
        }
    return page.fill(contents)


def _render(frame: StandingFrame) -> str:
    return "\n" + render_template("standing/_section.html", page=frame, slot=slot)
