"""The section as HTML: rendered once, then filled per person; what is filled in is escaped here."""

from __future__ import annotations

from dataclasses import fields

from flask import render_template
from markupsafe import escape

from quiz.web import csrf
from quiz.web.services import services
from quiz.web.slots import slot
from quiz.web.standing.pages import StandingFrame, StandingLine, StandingSection


def standing_html(section: StandingSection) -> str:
    """The section of the private page."""
    may_choose = section.is_counted or not section.why_not
    key = ("standing", section.why_not, len(section.lines), may_choose)
    page = services().slotted_page(key, lambda: _render(section, may_choose=may_choose))
    contents = {"introduction": escape(section.introduction)}
    for number, line in enumerate(section.lines):
        for name, text in vars(line).items():
            contents[f"{number} {name}"] = escape(text)
    if may_choose:
        contents |= {
            "action_url": escape(section.action_url),
            "csrf_token": escape(csrf.token()),
            "checked": escape(" checked" if section.is_counted else ""),
        }
    return page.fill(contents)


def _render(section: StandingSection, *, may_choose: bool) -> str:
    names = [field.name for field in fields(StandingLine)]
    lines = tuple(
        StandingLine(**{name: slot(f"{number} {name}") for name in names})
        for number in range(len(section.lines))
    )
    page = StandingFrame(lines=lines, why_not=section.why_not, may_choose=may_choose)
    return "\n" + render_template("standing/_section.html", page=page, slot=slot)
