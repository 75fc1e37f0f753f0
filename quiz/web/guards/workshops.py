"""Loading and permission for workshops in one verb: who holds a link may, everybody else finds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from quiz.store.database.engine import reading
from quiz.store.facilitators import load_facilitator
from quiz.store.workshops import Workshop, load_workshop
from quiz.web.guards.secret_cookie import Role, secret_of
from quiz.web.page.errors import ErrorText, ToldError
from quiz.web.page.words import still_today
from quiz.web.services import services


@dataclass(frozen=True)
class Permit:
    """A facilitator at this workshop, with the token they hold."""

    workshop: Workshop
    token: str
    is_co: bool


class WorkshopOverError(ToldError):
    """The workshop's time is over."""

    code = 410
    told = ErrorText(
        "This workshop is over",
        "A workshop is kept for as long as its facilitator chose, and that time has passed.",
        "Your own result is not affected: it is still under your private link.",
        "If there is another workshop, ask whoever runs it for its code.",
    )


class SecretLinkError(ToldError):
    """Console asked for without the link that alone opens it; the same whether there is a workshop."""

    code = 404
    told = ErrorText(
        "A console is opened by its secret link",
        "This is the address of a workshop’s console. This browser has not opened it by the facilitator’s "
        "secret link, or that link is not good any more.",
        "Your own answers and your result are not affected: they are under your private link.",
        "If you run the workshop, open the secret link that you were given when you made it. It leads here.",
    )


class NoFacilitatorError(ToldError):
    """A facilitator's link that is not good, or not any more."""

    code = 404
    told = ErrorText(
        "This secret link opens no workshop",
        "It may be incomplete, it may have been taken back, or its workshop is over.",
        "Your own answers and your result are not affected: they are under your private link.",
        "Check that the whole link was copied, down to its last letter, or ask whoever made the workshop.",
    )


def open_or_410(workshop: Workshop | None) -> Workshop:
    """404 for none. Raises WorkshopOverError for one whose time is over."""
    if workshop is None:
        abort(404)
    if workshop.kept_until < still_today():
        raise WorkshopOverError
    return workshop


def find_workshop_or_404(workshop_id: str) -> Workshop:
    with reading(services().engine) as connection:
        return open_or_410(load_workshop(connection, workshop_id))


def find_permit_by_link_or_404(token: str) -> Permit:
    """By the secret link itself. Raises NoFacilitatorError."""
    permit = _permit(token)
    if permit is None:
        raise NoFacilitatorError
    open_or_410(permit.workshop)
    return permit


def find_permit_or_404(workshop_id: str) -> Permit:
    """By the cookie the secret link was exchanged for; it opens this workshop and no other.

    Raises SecretLinkError.
    """
    permit = _permit(secret_of(Role.FACILITATOR, workshop_id))
    if permit is None or permit.workshop.id != workshop_id:
        raise SecretLinkError
    open_or_410(permit.workshop)
    return permit


def find_first_permit_or_404(workshop_id: str) -> Permit:
    """As above, for what a co-facilitator may not do."""
    permit = find_permit_or_404(workshop_id)
    if permit.is_co:
        abort(403)
    return permit


def _permit(token: str) -> Permit | None:
    with reading(services().engine) as connection:
        found = load_facilitator(connection, token)
    return Permit(found.workshop, token, found.is_co) if found else None
