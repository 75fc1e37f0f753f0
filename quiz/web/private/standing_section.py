"""What a private page says of where its result stands, and whether its headline may count for others.

The section as HTML: rendered once, then filled per person; what is filled in is escaped here.
"""

from __future__ import annotations

from flask import render_template
from markupsafe import escape

from quiz.measurement.comparison_group import FIRST_RELEASE, OUT_OF, Place, Release, place_of
from quiz.measurement.profile import Profile
from quiz.store.comparison_groups import GroupSeen
from quiz.web.guards import csrf
from quiz.web.page.pages import StandingFrame, StandingSection
from quiz.web.page.slots import slot, slotted_page
from quiz.web.results.page import Result, profile_shown


def standing_section(result: Result, seen: GroupSeen, action_url: str, *, is_rushed: bool) -> StandingSection:
    """The section; without a place while the group is too small, or this result has no headline."""
    profile = profile_shown(result)
    release = seen.release if profile.headline else None
    return StandingSection(
        introduction=_introduction(release, result) if release else _too_few(result),
        place=_place(profile, release, result) if release else "",
        why_not=why_not(profile, seen, is_rushed=is_rushed),
        is_counted=seen.is_counted,
        action_url=action_url,
    )


def why_not(profile: Profile, seen: GroupSeen, *, is_rushed: bool) -> str:
    """Why this headline may not count; empty when it may."""
    if profile.headline is None:
        return "Without an overall score this result cannot count for others."
    if is_rushed:
        return "Because of the question above, this result does not count for others. A new one could."
    if seen.is_retake:
        return "This result continues an earlier one. Only first results count."
    return ""


def _introduction(release: Release, result: Result) -> str:
    instrument = result.instrument
    return (
        f"When {release.people} people who took the {result.edition.name.lower()} of {instrument.title}, "
        f"version {instrument.version}, on this server had let their overall score count, they were counted. "
        f"At {2 * release.people} they will be counted again."
    )


def _too_few(result: Result) -> str:
    return (
        f"When {FIRST_RELEASE} people who took the {result.edition.name.lower()} have let their overall "
        "score count, this page says where you stand among them. So far there are fewer."
    )


def _place(profile: Profile, release: Release, result: Result) -> str:
    place = place_of(profile.headline, release) if profile.headline else None
    if place is None:
        return "Where you stand among them cannot be said: your band and the blur together leave it open."
    return f"{_share(place)} nearer to “{result.instrument.headline.low_pole}” than you."


def _share(place: Place) -> str:
    if place.low == 0:
        return f"At most {place.high} in {OUT_OF} of them stand"
    if place.high == OUT_OF:
        return f"At least {place.low} in {OUT_OF} of them stand"
    return f"Between {place.low} and {place.high} in {OUT_OF} of them stand"


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
