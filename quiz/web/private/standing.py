"""Standing: where a result stands among others, and whether its headline counts for them.

Off until the owner says so, and theirs to take back.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError

from quiz.measurement.comparison_group import FIRST_DAYS, FIRST_RELEASE, OUT_OF, Place, Release, place_of
from quiz.measurement.profile import Profile
from quiz.store.comparison_groups import GroupSeen, count_headline, load_group_seen, take_headline_back
from quiz.store.database.engine import forget_traces, writing
from quiz.web.guards import csrf
from quiz.web.guards.access import Finished, find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.page.forms import withdraws
from quiz.web.page.slots import slot, slotted_page
from quiz.web.results.page import Result
from quiz.web.services import services

blueprint = Blueprint("standing", __name__, url_prefix="/results/<token>/standing")


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


@blueprint.post("")
@limited("60 per hour")
@withdraws
def choose(token: str) -> ResponseReturnValue:
    """The tick as it was sent: set, the headline counts; empty, it does not."""
    finished = find_finished_or_404(token)
    wants_to_count = request.form.get("counts") == "yes"
    if wants_to_count:
        _count(token, finished)
    else:
        _take_back(token)
    sent = "counted" if wants_to_count else "not_counted"
    return redirect(url_for("results.show", token=token, sent=sent), 303)


def _count(token: str, finished: Finished) -> None:
    profile = Result.of(finished.response_set, finished.instrument).profile
    try:
        with writing(services().engine) as connection:
            seen = load_group_seen(connection, token)
            if profile.headline is None or why_not(profile, seen, is_rushed=finished.quality.is_rushed):
                abort(400)  # the page offers it to nobody whose headline may not count
            count_headline(connection, token, finished.response_set, round(profile.headline.score))
    except IntegrityError:  # deleted since we looked
        abort(404)


def _take_back(token: str) -> None:
    with writing(services().engine) as connection:
        is_gone = take_headline_back(connection, token)
    if is_gone:
        forget_traces(services().engine)


def standing_section(result: Result, seen: GroupSeen, token: str, *, is_rushed: bool) -> StandingSection:
    """The section; without a place while the group is too small, or this result has no headline."""
    profile = result.profile
    release = seen.release if profile.headline else None
    return StandingSection(
        introduction=(_introduction(release, result) if release else _too_few(result)) + _own(seen, result),
        place=_place(profile, release, result) if release else "",
        why_not=why_not(profile, seen, is_rushed=is_rushed),
        is_counted=seen.is_counted,
        action_url=url_for("standing.choose", token=token),
    )


def why_not(profile: Profile, seen: GroupSeen, *, is_rushed: bool) -> str:
    """Reason why this headline may not count; empty when it may."""
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
        f"When {FIRST_RELEASE} people who took the {result.edition.name.lower()}, on {FIRST_DAYS} different "
        "days at least, have let their overall score count, this page says where you stand among them. "
        "So far there are too few."
    )


def _own(seen: GroupSeen, result: Result) -> str:
    """Said only of whoever went on to another edition since their headline was counted."""
    if seen.counted_in is None or seen.counted_in == result.edition.id:
        return ""
    counted_in = result.instrument.editions[seen.counted_in].name
    return f" Your own score counts among those of “{counted_in}”, as it was when you let it count."


def _place(profile: Profile, release: Release, result: Result) -> str:
    place = place_of(profile.headline, release) if profile.headline else None
    if place is None:
        return "Where you stand among them cannot be said: your band and the blur together leave it open."
    return f"{_share(place)} of them are closer to “{result.instrument.headline.low_pole}” than you are."


def _share(place: Place) -> str:
    if place.low == 0:
        return f"At most {place.high} of every {OUT_OF}"
    if place.high == OUT_OF:
        return f"At least {place.low} of every {OUT_OF}"
    return f"Between {place.low} and {place.high} of every {OUT_OF}"


def standing_html(section: StandingSection) -> Markup:
    """The section of the private page."""
    frame = StandingFrame(
        has_place=bool(section.place),
        why_not=section.why_not,
        may_choose=section.is_counted or not section.why_not,
    )
    page = slotted_page(("standing", frame), lambda: _render(frame))
    contents = {"introduction": section.introduction}
    if frame.has_place:
        contents["place"] = section.place
    if frame.may_choose:
        contents |= {
            "action_url": section.action_url,
            "csrf_token": csrf.token(),
            "checked": " checked" if section.is_counted else "",
        }
    return page.fill(contents)


def _render(frame: StandingFrame) -> str:
    return "\n" + render_template("standing/_section.html", page=frame, slot=slot)
