"""From a frozen picture to what pages show of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from flask import abort

from quiz.charts import (
    Chart,
    rounds_figure,
    team_facets_figure,
    team_map_figure,
)
from quiz.measurement.guide import conversation_guide
from quiz.measurement.instrument import Instrument
from quiz.measurement.profile import Profile, profile_of
from quiz.measurement.responses import ResponseSet
from quiz.measurement.team import TeamPicture, is_complete, team_picture
from quiz.store.commitments import load_commitments
from quiz.store.engine import reading
from quiz.store.pictures import FrozenPicture, load_earlier_picture, load_picture
from quiz.store.response_sets import SavedResponseSet
from quiz.store.workshops import Workshop
from quiz.web.days import day
from quiz.web.services import services
from quiz.web.teams.pages import TeamSection

KEPT = 64
"""Sections in memory, some 60 KB each; a picture never changes."""

_drawn: OrderedDict[tuple[str, ...], TeamSection] = OrderedDict()


def team_section(workshop: Workshop) -> TeamSection | None:
    """What may be seen of the current round's picture: nothing before the reveal."""
    if not workshop.is_revealed:
        return None
    with reading(services().engine) as connection:
        frozen = load_picture(connection, workshop, workshop.round)
        earlier = load_earlier_picture(connection, workshop)
        commitments = load_commitments(connection, workshop.id, workshop.round)
    if frozen is None:
        return None
    drawn = _drawn_once(workshop, frozen, earlier)
    return replace(
        drawn,
        commitments=commitments,
        next_round_on=day(workshop.next_round_on) if workshop.next_round_on else "",
    )


def own_map(workshop: Workshop, own: Profile) -> Chart | None:
    """The team's map with one participant's own place, for that participant's device alone."""
    with reading(services().engine) as connection:
        frozen = load_picture(connection, workshop, workshop.round)
    if frozen is None or not workshop.is_revealed:
        return None
    return team_map_figure(frozen.picture, _instrument(frozen.instrument_sha256), own)


def compose(saved: Iterable[SavedResponseSet]) -> TeamPicture:
    """The picture of these response sets, all of one instrument and edition."""
    response_sets = [each.response_set for each in saved]
    instrument = _instrument(response_sets[0].instrument_sha256)
    return team_picture((profile_in(each, instrument) for each in response_sets), instrument)


def is_scored(response_set: ResponseSet) -> bool:
    """Whether it can be in a picture."""
    return is_complete(profile_in(response_set, _instrument(response_set.instrument_sha256)))


def profile_in(response_set: ResponseSet, instrument: Instrument) -> Profile:
    edition = instrument.editions[response_set.edition]
    return profile_of(response_set.responses, edition, instrument)


def _instrument(sha256: str) -> Instrument:
    found = services().find_instrument(sha256)
    if found is None:
        abort(404)
    return found


def _drawn_once(workshop: Workshop, frozen: FrozenPicture, earlier: FrozenPicture | None) -> TeamSection:
    key = (
        workshop.id,
        str(frozen.round),
        str(frozen.number),
        str(earlier and (earlier.round, earlier.number)),
    )
    section = _drawn.get(key)
    if section is None:
        section = _drawn[key] = _draw(frozen, earlier)
        if len(_drawn) > KEPT:
            _drawn.popitem(last=False)
    return section


def _draw(frozen: FrozenPicture, earlier: FrozenPicture | None) -> TeamSection:
    picture, instrument = frozen.picture, _instrument(frozen.instrument_sha256)
    return TeamSection(
        n=picture.n,
        round=frozen.round,
        map=team_map_figure(picture, instrument),
        facets=team_facets_figure(picture, instrument),
        rounds=rounds_figure(earlier.picture, picture, instrument) if earlier else None,
        guide=conversation_guide(picture, instrument),
        commitments=(),
        next_round_on="",
    )
