"""The shared page: a result as others see it, projected. Looking writes nothing and sets no cookie."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from quiz.charts.card import is_drawable
from quiz.measurement.as_others_see import Extent
from quiz.web.guards.access import Finished, find_shared_or_404
from quiz.web.page.pages import SharedPage, Social
from quiz.web.page.social import GENERAL_ALT
from quiz.web.results.page import Result, result_page
from quiz.web.services import services
from quiz.web.sharing.cards import card_path
from quiz.web.sharing.projection import projected

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
    response = make_response(render_template("shared/show.html", page=page, share_token=share_token))
    if link.is_findable:
        response.headers.update(FINDABLE)
    return response


def shared_page(
    finished: Finished, extent: Extent, display_name: str, share_token: str, *, is_findable: bool
) -> SharedPage:
    """The same for the preview and for those who come by the link."""
    result = Result.of(finished.response_set, finished.instrument, for_others=True)
    shown = projected(result_page(result, finished.completed_on), extent)
    title = f"{display_name}’s result" if display_name else "A shared result"
    return SharedPage(
        title=title,
        display_name=display_name,
        result=shown,
        social=_social(
            title,
            shown,
            share_token,
            card_path(finished, extent, share_token),
            is_drawn=is_drawable(finished.instrument),
        ),
        is_private=not is_findable,
    )


def headline(finished: Finished) -> Any:
    """The least that a share link shows."""
    result = Result.of(finished.response_set, finished.instrument, for_others=True)
    return projected(result_page(result, finished.completed_on), Extent.HEADLINE)


def _social(title: str, shown: Any, share_token: str, card: str, *, is_drawn: bool) -> Social:
    origin = services().settings.origin
    return Social(
        title=f"{title}: {shown.summary}",
        description=f"{shown.summary_certainty} A self-reflection with Limelight, not a test.",
        url=origin + url_for("shared.show", share_token=share_token),
        image_url=origin + card,
        image_alt=f"{shown.summary} {shown.summary_certainty}" if is_drawn else GENERAL_ALT,
    )
