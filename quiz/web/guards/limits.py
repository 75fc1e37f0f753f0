"""How often something may be done: by whose link it is or, for those who have none yet, from where.

Many people share one network address, behind a company's proxy all of them do, so what counts by address is
generous, and an operator can change it. Only what was done counts: nobody can use up what others need by
what is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import ParamSpec, cast

from flask import current_app, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItem, RateLimitItemPerMinute, parse
from werkzeug.exceptions import TooManyRequests

from quiz.store.response_sets import hash_token
from quiz.web.guards.limit_store import LimitStore
from quiz.web.guards.network_address import hashed_address
from quiz.web.page.errors import ErrorText, ToldError

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
