"""Loading and permission in one verb: who holds a link may, everybody else finds nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flask import abort, redirect, url_for

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.quality import Quality, quality_of
from quiz.measurement.responses import Responses, ResponseSet
from quiz.store.database.engine import reading
from quiz.store.response_sets import SavedResponseSet, load_response_set
from quiz.store.share_links import LinkState, ShareLink, load_shared
from quiz.web.page.words import still_today
from quiz.web.services import services


@dataclass(frozen=True)
class Finished:
    """Submitted response set, and what it was submitted to.

    `median_seconds` is how long an item took. It is None when unknown, as always under a share link, where
    nothing is known of a workshop either, nor of what its owner goes on to.
    """

    response_set: ResponseSet
    completed_on: date
    instrument: Instrument
    median_seconds: int | None
    workshop_id: str | None = None
    goes_on_to: str | None = None
    further_responses: Responses = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        return self.instrument.editions[self.response_set.edition]

    @property
    def quality(self) -> Quality:
        """Signs of hurry, for the owner alone."""
        return quality_of(self.response_set.responses, self.edition, self.instrument, self.median_seconds)


@dataclass(frozen=True)
class Shared:
    """A result as its share link leads to it; how much of it may be shown is `link.extent`."""

    link: ShareLink
    finished: Finished


def find_response_set_or_404(token: str) -> SavedResponseSet:
    """Response set under this private link. Wrong, malformed and deleted links are all the same 404."""
    with reading(services().engine) as connection:
        saved = load_response_set(connection, token)
    if saved is None:
        abort(404)
    return saved


def find_finished_or_404(token: str) -> Finished:
    """Finished response set under this private link; an unfinished one leads back to its questionnaire."""
    saved = find_response_set_or_404(token)
    if saved.completed_on is None:
        abort(redirect(url_for("questionnaire.show", token=token), 303))
    return finished_or_404(saved)


def find_shared_or_404(share_token: str) -> Shared:
    """The result behind this share link; a link that was open once, and no longer is, is a 410."""
    with reading(services().engine) as connection:
        found = load_shared(connection, share_token)
    if found is None:
        abort(404)
    link, saved = found
    if link.state_on(still_today()) is not LinkState.OPEN:
        abort(410)
    return Shared(link, finished_or_404(saved))


def finished_or_404(saved: SavedResponseSet) -> Finished:
    """The response set as a result of its edition alone; 404 for what was never submitted."""
    if saved.completed_on is None:
        abort(404)
    instrument, edition = find_instrument_or_404(saved.response_set)
    given = saved.response_set.within(edition)
    return Finished(
        given,
        saved.completed_on,
        instrument,
        saved.median_seconds,
        saved.workshop_id,
        saved.goes_on_to,
        saved.further_responses,
    )


def find_instrument_or_404(response_set: ResponseSet) -> tuple[Instrument, Edition]:
    """The instrument and edition these responses were given to."""
    instrument = services().find_instrument(response_set.instrument_sha256)
    if instrument is None or response_set.edition not in instrument.editions:
        abort(404)
    return instrument, instrument.editions[response_set.edition]
