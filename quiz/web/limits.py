"""How often something may be asked for: by whose link it is or, for those who have none yet, from where.

Many people share one network address, behind a company's proxy all of them do, so what counts by address is
generous, and an operator can change it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast

from flask import current_app, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerMinute, parse
from werkzeug.exceptions import TooManyRequests

from quiz.settings import Settings
from quiz.store.response_sets import hash_token
from quiz.web.limit_store import LimitStore
from quiz.web.places import place
from quiz.web.services import services

P = ParamSpec("P")
_View = Callable[P, ResponseReturnValue]
_KEY = "limelight.limits"


def limited(rate: str, of: str = "token") -> Callable[[_View[P]], _View[P]]:
    """Let a view be called at most this often (such as "30 per hour") for each link.

    `of` is the view's parameter that holds the link's token. Beyond the rate it is a 429.
    """
    limit = parse(rate)

    def decorate(view: _View[P]) -> _View[P]:
        @wraps(view)
        def limited_view(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            token = str((request.view_args or {})[of])
            # Hashed, because whatever counts (it may be another server) must not learn the link.
            if not limit_store().hit(limit, str(request.endpoint), hash_token(token).hex()):
                raise TooManyRequests(retry_after=limit.get_expiry())
            return view(*args, **kwargs)

        return limited_view

    return decorate


def limited_by_place(per_minute: Callable[[Settings], int]) -> Callable[[_View[P]], _View[P]]:
    """Let a view be called at most as often from one network address as the settings say; 0 is any number."""

    def decorate(view: _View[P]) -> _View[P]:
        @wraps(view)
        def limited_view(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if most := per_minute(services().settings):
                limit = RateLimitItemPerMinute(most)
                if not limit_store().hit(limit, str(request.endpoint), place()):
                    raise TooManyRequests(retry_after=limit.get_expiry())
            return view(*args, **kwargs)

        return limited_view

    return decorate


def install(store: LimitStore, extensions: dict[str, object]) -> None:
    extensions[_KEY] = store


def limit_store() -> LimitStore:
    """The one of this process's application."""
    return cast("LimitStore", current_app.extensions[_KEY])
