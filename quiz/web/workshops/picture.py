"""From a frozen picture to what pages show of it, and what a further picture of the round would need.

That is told with the counts, and never sooner than they. Worked out anew at each look it would be a counter
that moves with every arrival, for the facilitator alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from flask import abort
from sqlalchemy import Connection

from quiz.charts.base.chart import Chart
from quiz.charts.team.facets import rounds_figure, team_facets_figure
from quiz.charts.team.map import team_map_figure
from quiz.instrument.instrument import Instrument
from quiz.measurement.guide import Guide, conversation_guide
from quiz.measurement.profile import Profile, profile_of
from quiz.measurement.responses import ResponseSet
from quiz.measurement.team import TeamPicture, grown, is_complete, team_picture
from quiz.store.commitments import load_commitments
from quiz.store.database.engine import reading
from quiz.store.pictures import (
    FrozenPicture,
    freeze_picture,
    load_earlier_pictures,
    load_picture,
    load_published,
    load_rounds,
)
from quiz.store.response_sets import SavedResponseSet
from quiz.store.told_counts import load_finished, load_finished_keys
from quiz.store.workshops import Workshop, change_workshop, load_workshop
from quiz.web.page.words import day
from quiz.web.services import Kept, services
from quiz.web.workshops.live import KEPT as WORKSHOPS_KEPT
from quiz.web.workshops.live import Live
from quiz.workshop.disclosure import Reveal, reveal, still_needed
from quiz.workshop.stages import Move, Stage, after


@dataclass(frozen=True)
class TeamSection:
    """The picture of one round in words, figures and tables; `rounds` only if an earlier one has one."""

    n: int
    round: int
    map: Chart
    facets: Chart
    rounds: Chart | None
    guide: Guide | None
    commitments: tuple[str, ...]
    next_round_on: str


KEPT = 64
"""Sections in memory, some 60 KB each; a picture never changes."""


def team_section(workshop: Workshop) -> TeamSection | None:
    """Section of the current round's picture; None before the reveal."""
    return _section(workshop, workshop.round) if workshop.is_revealed else None


def kept_section(workshop: Workshop, round_: int) -> TeamSection | None:
    """The picture of a round that is over, for its facilitators and whoever was in that round."""
    return _section(workshop, round_) if round_ in kept_rounds(workshop) else None


def kept_rounds(workshop: Workshop) -> tuple[int, ...]:
    """The rounds that are over and had a picture which is on no screen now."""
    with reading(services().engine) as connection:
        rounds = load_rounds(connection, workshop)
    is_over = workshop.stage is Stage.CLOSED and not workshop.is_revealed
    return tuple(each for each in rounds if each < workshop.round or is_over)


def own_map(workshop: Workshop, round_: int, own: Profile) -> Chart | None:
    """Map of that round with one participant's own place, for that participant's device alone."""
    with reading(services().engine) as connection:
        frozen = load_picture(connection, workshop, round_)
    if frozen is None:
        return None
    return team_map_figure(frozen.picture, instrument_of(frozen.instrument_sha256), own)


def reveal_picture(connection: Connection, workshop: Workshop, instrument: Instrument) -> Reveal:
    """Load, ask the rule, compose, freeze, change: the move "reveal" of a locked workshop, in this order.

    Raises IllegalMoveError. Reveal.NOTHING leaves the room where it was.
    """
    stage = after(workshop.stage, Move.REVEAL)
    finished, published = load_finished(connection, workshop), load_published(connection, workshop)
    verdict = reveal([each.members for each in published], list(finished), workshop.minimum_group)
    if verdict is Reveal.NOTHING:
        return verdict
    if verdict is Reveal.ANEW:
        picture = compose(finished.values(), instrument)
        if published:
            picture = grown(picture, published[-1].picture)
        freeze_picture(connection, workshop, len(published) + 1, finished, picture)
    change_workshop(connection, workshop, stage=stage.value, slide="map")
    return verdict


def compose(saved: Iterable[SavedResponseSet], instrument: Instrument) -> TeamPicture:
    """The picture of these response sets, all of this instrument."""
    return team_picture((profile_in(each.response_set, instrument) for each in saved), instrument)


def is_scored(response_set: ResponseSet) -> bool:
    """Whether it can be in a picture."""
    return is_complete(profile_in(response_set, instrument_of(response_set.instrument_sha256)))


def profile_in(response_set: ResponseSet, instrument: Instrument) -> Profile:
    """Of the edition it names alone, though more may have been answered since."""
    edition = instrument.editions[response_set.edition]
    return profile_of(response_set.within(edition).responses, edition, instrument)


def _section(workshop: Workshop, round_: int) -> TeamSection | None:
    with reading(services().engine) as connection:
        frozen = load_picture(connection, workshop, round_)
        earlier = load_earlier_pictures(connection, workshop, round_)
        commitments = load_commitments(connection, workshop.id, round_)
    if frozen is None:
        return None
    next_round_on = workshop.next_round_on if round_ == workshop.round else None
    return replace(
        _drawn_once(workshop, frozen, earlier),
        commitments=commitments,
        next_round_on=day(next_round_on) if next_round_on else "",
    )


def instrument_of(sha256: str) -> Instrument:
    found = services().find_instrument(sha256)
    if found is None:
        abort(404)
    return found


def _drawn_once(workshop: Workshop, frozen: FrozenPicture, earlier: list[FrozenPicture]) -> TeamSection:
    drawn: Kept[Hashable, TeamSection] = services().kept(TeamSection, lambda: Kept(KEPT))
    key = (workshop.id, *((each.round, each.number) for each in (*earlier, frozen)))
    return drawn.get(key) or drawn.keep(key, _draw(frozen, earlier))


def _draw(frozen: FrozenPicture, earlier: list[FrozenPicture]) -> TeamSection:
    picture, instrument = frozen.picture, instrument_of(frozen.instrument_sha256)
    pictures = [each.picture for each in (*earlier, frozen)]
    return TeamSection(
        n=picture.n,
        round=frozen.round,
        map=team_map_figure(picture, instrument),
        facets=team_facets_figure(picture, instrument),
        rounds=rounds_figure(pictures, instrument) if earlier else None,
        guide=conversation_guide(picture, instrument),
        commitments=(),
        next_round_on="",
    )


IMPOSSIBLE = "No further picture can be shown in this round without exposing somebody. Run it again instead."
ENOUGH = "Enough has changed: undo and reveal again to show a new picture."

Moment = tuple[int, Stage, int, int]
"""The round, the stage, the minimum group, and the arrivals that the told counts belong to."""


def next_picture(live: Live) -> str:
    """Whether a reveal would show something new, after a first picture; the same until counts move."""
    workshop = live.workshop
    moment = (workshop.round, workshop.stage, workshop.minimum_group, live.arrivals)
    told: Kept[str, tuple[Moment, str]] = services().kept(next_picture, lambda: Kept(WORKSHOPS_KEPT))
    known = told.get(workshop.id)
    if known and known[0] == moment:
        return known[1]
    news = _worked_out(live)
    return "" if news is None else told.keep(workshop.id, (moment, news))[1]


def _worked_out(live: Live) -> str | None:
    """None while somebody is not told of yet: until their window has ended there is no news."""
    workshop = live.workshop
    with reading(services().engine) as connection:
        published = [each.members for each in load_published(connection, workshop)]
        if not published or workshop.stage is Stage.CLOSED:
            return ""
        finished = load_finished_keys(connection, workshop)
        now = load_workshop(connection, workshop.id)
    if now is None or now.arrivals != live.arrivals:
        return None
    needed = still_needed(published, finished, workshop.minimum_group)
    if needed is None:
        return IMPOSSIBLE
    if needed == 0:
        return ENOUGH
    return f"A new picture needs at least {needed} more who finish. Until then, a reveal shows the same one."
