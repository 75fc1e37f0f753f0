"""Presses that take something back: their answers tell the browser to let go of the pages it has kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import make_response
from flask.typing import ResponseReturnValue

CLEARING = ("Clear-Site-Data", '"cache"')
"""Browsers obey it on https and on their own machine; elsewhere `static/js/still_there.js` does it alone."""

P = ParamSpec("P")


def withdraws(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Once this press is answered, neither Back nor Forward may show what was there before it."""

    @wraps(view)
    def pressed(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        response = make_response(view(*args, **kwargs))
        if response.status_code < 400:
            response.headers.set(*CLEARING)
        return response

    return pressed
