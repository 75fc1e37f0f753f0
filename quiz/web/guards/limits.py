"""Limits on how often something is done: by whose link it is or, for those who have none yet, from where.

Many people share one network address, behind a company's proxy all of them do, so what counts by address is
generous, and an operator can change it. Only what was done counts: nobody can use up what others need by
what is refused.

Whoever guesses codes has no link yet to count by. A whole room may sit behind one address, and one of them
may play with codes. So a code that was right in a place before stays good there: whoever guesses has gained
nothing by it, and the room is not locked out. What cannot be a code is no guess.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from math import ceil
from typing import Any, ParamSpec, cast

from flask import current_app, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItem, RateLimitItemPerMinute, parse
from werkzeug.exceptions import TooManyRequests

from quiz.store.response_sets import hash_token
from quiz.web.guards.limit_store import LimitStore
from quiz.web.page.errors import ErrorText, ToldError
from quiz.web.services import services


def hashed_address(beside: str = "") -> str:
    """This request's network address as a keyed hash, with something else in it if need be.

    It is the same on every host of an installation.
    """
    settings = services().settings
    address = network_address(request.environ, settings.trusted_proxies)
    return hashlib.sha256(f"{settings.secret_key.get_secret_value()}{address}{beside}".encode()).hexdigest()


def network_address(environ: Mapping[str, Any], trusted_proxies: int) -> str:
    """The address that our own outermost proxy was asked from.

    Each proxy adds at the end of X-Forwarded-For whom it was asked by; what stands before the trusted ones'
    was written by the visitor. Werkzeug's ProxyFix would let an open quote or an empty part shift the count
    (docs/adr/0023). A request that passed fewer proxies than trusted, or has something there that
    is no address, counts as the connection's.
    """
    connection = str(environ.get("REMOTE_ADDR", ""))
    forwarded = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    asked_from = forwarded[-trusted_proxies] if 0 < trusted_proxies <= len(forwarded) else ""
    return _network(asked_from) or _network(connection) or connection


def _network(written: str) -> str:
    """Address that counts: of IPv6 the network, since whoever has one has 2 to the power of 64; "" for none.

    Some proxies add a port, and some write as in the header Forwarded: `for="[2001:db8::1]:4711"`.
    """
    host = written.strip(' \t"').lower().removeprefix("for=").strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


P = ParamSpec("P")
_View = Callable[P, ResponseReturnValue]
_KEY = "limelight.limits"


class TooOftenError(ToldError, TooManyRequests):
    """A limit is reached: the page says when to come again, as its header does."""

    def __init__(self, seconds: int) -> None:
        super().__init__(retry_after=seconds)
        has_link = "token" in (request.view_args or {})
        self.told = ErrorText(
            "One moment, please",
            "This was asked for very often in a short time, by you or by others with your connection.",
            "Every answer that was shown as saved is still under your private link."
            if has_link
            else "Nothing was changed by it.",
            f"Please try again {when_again(seconds)}.",
        )


def when_again(seconds: int) -> str:
    """So many seconds in words, and never sooner: "in about 20 minutes"."""
    minutes = ceil(seconds / 60)
    if minutes <= 1:
        return "in a minute"
    if minutes <= 55:
        return f"in about {minutes if minutes <= 10 else 5 * ceil(minutes / 5)} minutes"
    hours = ceil(minutes / 60)
    return "in about an hour" if hours == 1 else f"in about {hours} hours"


def limited(rate: str, of: str = "token") -> Callable[[_View[P]], _View[P]]:
    """Let a view do something at most this often (such as "30 per hour") for each link.

    `of` is the view's parameter that holds the link's token. Beyond the rate it is a 429; what the view
    refuses does not count.
    """
    limit = parse(rate)

    def decorate(view: _View[P]) -> _View[P]:
        @wraps(view)
        def limited_view(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            token = str((request.view_args or {})[of])
            # Hashed, because whatever counts (it may be another server) must not learn the link.
            who = (str(request.endpoint), hash_token(token).hex())
            if not limit_store().may(limit, *who):
                raise TooOftenError(limit_store().seconds_until_next(limit, *who))
            answer = current_app.make_response(view(*args, **kwargs))
            if answer.status_code < 400:
                limit_store().hit(limit, *who)
            return answer

        return limited_view

    return decorate


def count_from_here(
    what: str, most: int, per: type[RateLimitItem] = RateLimitItemPerMinute, *, into: str = ""
) -> None:
    """Count what is about to be done from this network address, 0 being any number. Raises TooOftenError.

    With `into`, what each is done to counts by itself.
    """
    if most:
        count(per(most), what, hashed_address(into))


def count(limit: RateLimitItem, *who: str) -> None:
    """Count one more. Raises TooOftenError where that is one too many."""
    if not limit_store().hit(limit, *who):
        raise TooOftenError(limit_store().seconds_until_next(limit, *who))


def install(store: LimitStore, extensions: dict[str, object]) -> None:
    extensions[_KEY] = store


def limit_store() -> LimitStore:
    """The one of this process's application."""
    return cast("LimitStore", current_app.extensions[_KEY])


MOST_WRONG = parse("100 per 10 minutes")
"""Generous: a whole company may sit behind one address. Of 64 million codes it still tries very few."""

KNOWN = parse("1 per 2 hours")
"""Not a limit: one hit says that a code is known in a place, and for how long that is remembered."""

_OTHER_SITES = frozenset({"cross-site", "same-site"})


@dataclass(frozen=True)
class Guesses:
    """Wrong codes of one kind, counted by themselves."""

    kind: str

    def refuse(self, code: str) -> None:
        """Raises TooOftenError when too many wrong codes came from this place, unless it knows this one."""
        who = (self._counted(), hashed_address())
        if not limit_store().may(MOST_WRONG, *who) and not self._is_known(code):
            raise TooOftenError(limit_store().seconds_until_next(MOST_WRONG, *who))

    def count(self) -> None:
        """One more that nobody has."""
        limit_store().hit(MOST_WRONG, self._counted(), hashed_address())

    def note_right(self, code: str) -> None:
        """Somebody in this place has this code."""
        limit_store().hit(KNOWN, f"right {self.kind}", hashed_address(code))

    def _is_known(self, code: str) -> bool:
        return not limit_store().may(KNOWN, f"right {self.kind}", hashed_address(code))

    def _counted(self) -> str:
        """Name to count under; what other sites lead here counts by itself, since it may be their doing."""
        return f"wrong {self.kind}{' by another site' if _is_by_another_site() else ''}"


JOIN_CODES = Guesses("join code")
PAPER_CODES = Guesses("paper code")


def is_part_of_another_site() -> bool:
    """Whether this is an image or a frame on another site's page: nobody has followed a link to it."""
    return _is_by_another_site() and request.headers.get("Sec-Fetch-Dest", "document") != "document"


def _is_by_another_site() -> bool:
    return request.headers.get("Sec-Fetch-Site") in _OTHER_SITES
