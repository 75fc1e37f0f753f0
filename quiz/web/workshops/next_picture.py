"""What a further picture of this round would need: told with the counts, and never sooner than they.

Worked out anew at each look it would be a counter that moves with every arrival, for the facilitator alone.
"""

from __future__ import annotations

from quiz.store.database.engine import reading
from quiz.store.pictures import load_published
from quiz.store.told_counts import load_finished_keys
from quiz.store.workshops import load_workshop
from quiz.web.services import Kept, services
from quiz.web.workshops.live import KEPT, Live
from quiz.workshop.disclosure import still_needed
from quiz.workshop.stages import Stage

IMPOSSIBLE = "No further picture can be shown in this round without exposing somebody. Run it again instead."
ENOUGH = "Enough has changed: undo and reveal again to show a new picture."

Moment = tuple[int, Stage, int, int]
"""The round, the stage, the minimum group, and the arrivals that the told counts belong to."""


def next_picture(live: Live) -> str:
    """Whether a reveal would show something new, after a first picture; the same until counts move."""
    workshop = live.workshop
    moment = (workshop.round, workshop.stage, workshop.minimum_group, live.arrivals)
    told: Kept[str, tuple[Moment, str]] = services().kept(next_picture, lambda: Kept(KEPT))
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
