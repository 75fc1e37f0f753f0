"""What a private page says of where its result stands, and whether its scores may count for others."""

from __future__ import annotations

from quiz.measurement.comparison_group import HEADLINE, LEAST_SHOWN, ComparisonGroup, Place, place_of
from quiz.measurement.instrument import Domain, Instrument, Spectrum
from quiz.measurement.profile import Profile, Score
from quiz.store.comparison_groups import GroupSeen
from quiz.web.results.page import Result, profile_shown
from quiz.web.standing.pages import StandingLine, StandingSection


def standing_section(result: Result, seen: GroupSeen, action_url: str, *, is_rushed: bool) -> StandingSection:
    """The section; without lines while the group is too small, or this result has no headline."""
    profile = profile_shown(result)
    lines = _lines(profile, result.instrument, seen.group) if seen.group else ()
    people = seen.group.people if seen.group and lines else 0
    return StandingSection(
        introduction=_introduction(people, result) if lines else _too_few(result),
        lines=lines,
        why_not=why_not(profile, seen, is_rushed=is_rushed),
        is_counted=seen.is_counted,
        action_url=action_url,
    )


def why_not(profile: Profile, seen: GroupSeen, *, is_rushed: bool) -> str:
    """Why these scores may not count; empty when they may."""
    if profile.headline is None:
        return "Without an overall score this result cannot count for others."
    if is_rushed:
        return "Because of the question above, this result does not count for others. A new one could."
    if seen.is_retake:
        return "This result continues an earlier one. Only first results count, so that nobody counts twice."
    return ""


def _lines(profile: Profile, instrument: Instrument, group: ComparisonGroup) -> tuple[StandingLine, ...]:
    scored: list[tuple[str, str, Spectrum | Domain, Score | None]] = [
        (
            HEADLINE,
            f"{instrument.headline.low_pole} or {instrument.headline.high_pole}",
            instrument.headline,
            profile.headline,
        ),
        *((domain.id, domain.name, domain, profile.domains[domain.id]) for domain in instrument.domains),
    ]
    lines = []
    for name, heading, poles, score in scored:
        place = place_of(score, name, group) if score else None
        if place:
            lines.append(StandingLine(heading, _sentence(place, poles.low_pole), _band(place)))
    return tuple(lines)


def _introduction(people: int, result: Result) -> str:
    instrument = result.instrument
    return (
        f"Of the {people} people who took the {result.edition.name.lower()} of {instrument.title}, "
        f"version {instrument.version}, on this server and let their scores count:"
    )


def _too_few(result: Result) -> str:
    return (
        f"When {LEAST_SHOWN} people who took the {result.edition.name.lower()} have let their scores count, "
        "this page says where you stand among them. So far there are fewer."
    )


def _sentence(place: Place, low_pole: str) -> str:
    if place.below == 0:
        share = "Almost nobody stands"
    elif place.below == place.out_of:
        share = "Almost everybody stands"
    else:
        share = f"About {place.below} in {place.out_of} stand"
    return f"{share} nearer to “{low_pole}” than you."


def _band(place: Place) -> str:
    if place.low == place.high:
        return "Your whole band gives the same."
    return f"Your band reaches from {place.low} to {place.high} in {place.out_of}."
