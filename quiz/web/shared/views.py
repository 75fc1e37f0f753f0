"""A result as others see it. Looking writes nothing and sets no cookie."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from quiz.web.access import find_shared_or_404
from quiz.web.shared.page import shared_page

blueprint = Blueprint("shared", __name__, url_prefix="/shared")

FINDABLE = {"X-Robots-Tag": "all", "Referrer-Policy": "strict-origin-when-cross-origin"}
"""In place of what pages about a person say otherwise (see `headers`)."""


@blueprint.get("/<share_token>")
def show(share_token: str) -> ResponseReturnValue:
    shared = find_shared_or_404(share_token)
    link = shared.link
    page = shared_page(
        shared.finished, link.extent, link.display_name, share_token, is_findable=link.is_findable
    )
    response = make_response(render_template("shared/show.html", page=page))
    if link.is_findable:
        response.headers.update(FINDABLE)
    return response
