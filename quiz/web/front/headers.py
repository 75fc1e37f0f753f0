"""Security headers on every answer: pages, downloads, errors and static files alike.

A WSGI layer and not a Flask hook, because static files are answered before Flask hears of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from quiz.web.front.requests import ENDPOINT, FILE, endpoint_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

View = TypeVar("View", bound=Callable[..., object])

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# `data:` and `blob:` are what the chart's "download as PNG" draws with.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"

OURS = "X-Limelight"
"""Tells our scripts that an answer is this server's, and not that of a portal or a proxy in its place.

A script that sends it is not redirected but told where to, for it could not tell our redirect from another's.
"""
LEADS_TO = f"{OURS}-Location"

_ALWAYS = (
    (OURS, "1"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_PAGES = (
    ("X-Frame-Options", "DENY"),  # for browsers that do not know frame-ancestors
    ("Content-Security-Policy", PAGE_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)
_FILES = (("Content-Security-Policy", FILE_POLICY), ("Referrer-Policy", "no-referrer"))
_PUBLIC = (("Cache-Control", "no-cache"),)
# Nothing about a person may stay in a cache, or travel on in a Referer.
_PRIVATE = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
)
_ASKED_BY_A_SCRIPT = f"HTTP_{OURS.upper().replace('-', '_')}"
_HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


def public(view: View) -> View:
    """Say of a view that its pages are about nobody. All others are private, those not written yet too.

    It goes by the view and never by how an address begins, for that may be written in several ways.
    """
    view.__dict__["is_public"] = True
    return view


def is_public(endpoint: str, app: Flask) -> bool:
    return hasattr(app.view_functions[endpoint], "is_public")


class SecurityHeaders:
    """Adds what an answer does not set itself. Shared pages soften it, for owners who want to be found."""

    def __init__(self, wsgi_app: WSGIApplication, *, app: Flask, is_https: bool) -> None:
        self._app = wsgi_app
        self._public = {FILE, *(name for name in app.view_functions if is_public(name, app))}
        always = _ALWAYS + ((_HTTPS_ONLY,) if is_https else ())
        self._added = {
            (is_private, is_page): tuple(
                ((name, value), name.lower())
                for name, value in {  # what names a header last decides
                    **dict(always),
                    **dict(_PAGES if is_page else _FILES),
                    **dict(_PRIVATE if is_private else _PUBLIC),
                }.items()
            )
            for is_private in (True, False)
            for is_page in (True, False)
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            present = {name.lower(): value for name, value in headers}
            is_page = present.get("content-type", "text/html").startswith("text/html")
            environ[ENDPOINT] = endpoint = endpoint_of(environ)
            added = self._added[endpoint not in self._public or status >= "400", is_page]
            headers += [header for header, name in added if name not in present]
            if "location" in present and _ASKED_BY_A_SCRIPT in environ:
                status = "200 OK"
                headers = [(LEADS_TO if name == "Location" else name, value) for name, value in headers]
            return start_response(status, headers, exc_info)

        return self._app(environ, start)
