"""A press that could not be taken brings its own page again, with what was typed, and what to do.

The page is asked for as a browser would ask for it; then it says what happened, and its fields are filled. So
every form has it, those not written yet too, and no view need think of it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from io import BytesIO

from flask import Response, current_app, render_template, request, url_for
from markupsafe import escape
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from quiz.web.page.pages import ErrorSummary
from quiz.web.services import services

COOKIE = "If you see this again, allow this site's cookie: it holds nothing about you."

_MAIN = re.compile(r'<main id="main"[^>]*>')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_FIELD = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_PAGES = {"workshop_links.invite": "workshop_links.show", "workshop_links.revoke": "workshop_links.show"}
"""Pages that presses stand on, where that is not the one above them."""


def page_once_more(summary: ErrorSummary, status: int) -> Response | None:
    """The page that this form stands on; None when there is none, or it cannot be shown either."""
    path = own_path()
    if request.method != "POST" or request.is_json or path is None:
        return None
    typed = _typed()
    page = _asked_for(path)
    if page.status_code != 200 or page.mimetype != "text/html":
        return page if 300 <= page.status_code < 400 else None
    said = render_template("errors/_once_more.html", summary=summary)
    html = page.get_data(as_text=True).replace("<title>", "<title>Error: ", 1)
    page.set_data(_MAIN.sub(lambda main: f"{main[0]}\n{said}", _with_typed(html, typed), count=1))
    page.status_code = status
    return page


def typed_once_more() -> tuple[tuple[str, str], ...]:
    """Every field of this press, for a page that can only offer to send them again."""
    if request.method != "POST" or request.is_json:
        return ()
    return tuple((name, value) for name, value in _typed().items(multi=True) if name != "csrf_token")


def address_over_https() -> str:
    """This page's own, for whoever may have come over plain http, where its cookie cannot be kept; or "".

    Only named, and never gone to by itself: a proxy may have forgotten to say that it was https all the time.
    """
    base_url = services().settings.base_url or ""
    is_sure = "Sec-Fetch-Site" in request.headers  # which browsers say over https, and hardly elsewhere
    return "" if is_sure or not base_url.startswith("https://") else base_url + (own_path() or "/")


def own_path() -> str | None:
    """Path of the press itself, or the nearest one above it that can be asked for."""
    urls = current_app.create_url_adapter(request)
    path = request.path
    if request.endpoint in _PAGES:
        path = url_for(_PAGES[request.endpoint], workshop_id=(request.view_args or {})["workshop_id"])
    while urls is not None and path:
        with suppress(HTTPException):
            urls.match(path, method="GET")
            return path
        path = path.rpartition("/")[0] or ("/" if path != "/" else "")
    return None


def _typed() -> MultiDict[str, str]:
    """Fields as sent, also when there are more than any form of ours takes, as long as they were kept."""
    if isinstance(kept := request.environ.get("wsgi.input"), BytesIO):
        request.max_content_length = request.max_form_memory_size = len(kept.getbuffer())
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def _asked_for(path: str) -> Response:
    environ = {name: value for name, value in request.environ.items() if name not in _OF_THE_PRESS}
    environ |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "wsgi.input": BytesIO()}
    with current_app.app_context(), current_app.request_context(environ):
        return current_app.full_dispatch_request()


_OF_THE_PRESS = frozenset(
    {
        *("CONTENT_LENGTH", "CONTENT_TYPE", "HTTP_TRANSFER_ENCODING", "HTTP_IF_NONE_MATCH"),
        *("HTTP_ACCEPT_ENCODING", "werkzeug.request"),  # compressed it will be as the answer to the press
    }
)


def _with_typed(html: str, typed: MultiDict[str, str]) -> str:
    def filled(form: re.Match[str]) -> str:
        is_own = f'action="{escape(request.path)}"' in form[0].partition(">")[0]
        return _FIELD.sub(lambda field: _with_its_value(field[0], typed, is_own=is_own), form[0])

    return _FORM.sub(filled, html)


def _with_its_value(tag: str, typed: MultiDict[str, str], *, is_own: bool) -> str:
    """Field with what was typed; a hidden one stays. An empty box is not sent, so its form must be known."""
    attributes = dict(_ATTRIBUTE.findall(tag))
    name, kind = attributes.get("name", ""), attributes.get("type", "text")
    if kind == "hidden" or not (name in typed or (is_own and kind == "checkbox")):
        return tag
    if kind in {"radio", "checkbox"}:
        is_chosen = unescape(attributes.get("value", "on")) in typed.getlist(name)
        return re.sub(r" checked\b", "", tag)[:-1] + (" checked>" if is_chosen else ">")
    return re.sub(r' value="[^"]*"', "", tag)[:-1] + f' value="{escape(typed[name])}">'
