"""URL converter: what may stand in the place of an id, and what becomes of addresses that are nearly right.

Tokens and codes stay exact: only what trails an address is taken off, and slashes too many. That is done
where nothing was found, so that what is right pays nothing for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from flask import Flask, abort, current_app, redirect, request, url_for
from werkzeug import Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter


class AddressPart(BaseConverter):
    """Anything but NUL: no id has one, and PostgreSQL cannot even be asked for it."""

    regex = r"[^/\x00]+"
    part_isolating = True


def refuse_doubled_slashes(app: Flask) -> None:
    """Werkzeug overlooks them at the beginning, but an address has one form."""

    @app.before_request
    def refuse() -> None:
        if request.environ["PATH_INFO"].startswith("//"):
            abort(404)


def mended() -> Response | None:
    """To the address that was meant where there is nothing, if that one leads to something."""
    urls = current_app.create_url_adapter(request)
    if urls is None or request.method not in {"GET", "HEAD"}:
        return None
    for path in _meant(request.path):
        with suppress(HTTPException):
            endpoint, arguments = urls.match(path, method="GET")
            if _is_there(endpoint, arguments):
                return moved(url_for(endpoint, **arguments))
    return None


def moved(path: str) -> Response:
    """To another of our addresses, for good, with the same query."""
    query = request.query_string.decode("latin-1")
    response = redirect(f"{path}?{query}" if query else path, 308)
    response.headers["Cache-Control"] = "no-store"  # or browsers keep it for good
    return response


def _is_there(endpoint: str, arguments: Mapping[str, Any]) -> bool:
    """Whether its view finds something, for us who ask."""
    view: Callable[..., Any] = current_app.view_functions[endpoint]
    try:
        answer = current_app.make_response(view(**arguments))
    except HTTPException as error:
        return error.get_response().status_code != 404
    return answer.status_code != 404


def _meant(path: str) -> list[str]:
    """Addresses that may have been meant, the likeliest first. Greedy patterns alone: paths may be long."""
    single = re.sub("/+", "/", path)
    address = re.match(r"[A-Za-z0-9_./-]*+(?<!/)", single)  # up to the first sign that no address has
    ways = [single]
    for text in (single, address[0] if address else ""):
        for end in ("[A-Za-z0-9_-]", "[A-Za-z0-9]"):
            found = re.match(f".*{end}", text, re.DOTALL)
            ways.append(found[0] if found else "/" if text is single else "")
    is_known = request.environ["PATH_INFO"].startswith("//")
    return [way for way in dict.fromkeys(ways) if way and (way != path or is_known)]
