"""How often something may be asked for. Counted by whose link it is, never by a network address.

Many people share one address, behind a company's proxy all of them do; each has a link of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import current_app, request
from flask.typing import ResponseReturnValue
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from quiz.store.response_sets import hash_token

P = ParamSpec("P")
_KEY = "limelight.limiter"


def limited(
    rate: str, of: str = "token"
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let a view be called at most this often (such as "30 per hour") for each link.

    `of` is the view's parameter that holds the link's token. Beyond the rate it is a 429.
    """
    limit = parse(rate)

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def limited_view(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            token = str((request.view_args or {})[of])
            # Hashed, because whatever counts (one day another server) must not learn the link.
            if not _limiter().hit(limit, str(request.endpoint), hash_token(token).hex()):
                raise TooManyRequests(retry_after=limit.get_expiry())
            return view(*args, **kwargs)

        return limited_view

    return decorate


def _limiter() -> MovingWindowRateLimiter:
    """One for each application, in its process's memory."""
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = MovingWindowRateLimiter(MemoryStorage())
    limiter: MovingWindowRateLimiter = extensions[_KEY]
    return limiter
