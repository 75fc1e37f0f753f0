"""Was this POST sent from one of our own pages?

Browsers say so themselves in `Sec-Fetch-Site`, which no page can forge: they get no cookie, need no token,
and a visitor who blocks cookies is no problem. Where the header is missing (plain http in a local network,
old browsers), the token of Flask-WTF decides. See docs/adr/0005.
"""

from __future__ import annotations

from flask import Flask, Request, current_app, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf, validate_csrf
from werkzeug.exceptions import BadRequest
from wtforms import ValidationError

from quiz.web.front.bodies import IN_CHUNKS, is_beyond_reading
from quiz.web.page.errors import ErrorText, ToldError

_SITE = "Sec-Fetch-Site"
_TOKEN_FIELD = "csrf_token"
_TOKEN_HEADER = "X-CSRFToken"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class InChunksError(ToldError):
    """Form that came without its length: half of it could pass for the whole."""

    code = 400
    told = ErrorText(
        "That came without its length",
        "It was sent in pieces, and nobody can tell whether the last one arrived. Nothing of it was read.",
        "Every answer that was shown as saved is still under your private link.",
        "Tell the person who runs this server: the proxy in front of it has to take requests in whole.",
    )


class CookieNamedByPort(SecureCookieSessionInterface):
    """The token's cookie: those of all ports of a host are in one jar."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Not even read where no token is asked for: to open it costs a fifth of the first page."""
        return None if _SITE in request.headers else super().open_session(app, request)

    def get_cookie_name(self, app: Flask) -> str:
        port = request.host.rpartition(":")[2]
        return super().get_cookie_name(app) + (f"-{port}" if port.isdigit() else "")


def protect(app: Flask) -> None:
    """Refuse every unsafe request that is not ours, before its view runs."""
    # No time limit: a person may take a day over forty items. No check of Flask-WTF's own: ours comes first
    # and asks it. No Referer check: our private pages send none.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_SSL_STRICT=False)
    CSRFProtect(app)
    app.jinja_env.globals["csrf_token"] = token  # Flask-WTF's own sets a cookie for everybody
    app.before_request(_refuse_forgeries)


def forgery(of: Request) -> str | None:
    """Reason why this request is not accepted as ours, or None when it is."""
    site = of.headers.get(_SITE)
    if site in {"same-origin", "none"}:  # none: the person sent it anew, no page did
        return None
    if site in {"cross-site", "same-site"}:
        return "the request came from another site"
    return _token_fault(of.headers.get(_TOKEN_HEADER) or of.form.get(_TOKEN_FIELD))


def token() -> str:
    """For a form on this page; empty, and no cookie set, for a browser that says where it sends from."""
    return "" if _SITE in request.headers else generate_csrf()


def _token_fault(token: str | None) -> str | None:
    """Flask-WTF itself knows only the current key; a form may have been opened under an earlier one."""
    fault = None
    for key in (current_app.secret_key, *current_app.config["SECRET_KEY_FALLBACKS"]):
        try:
            validate_csrf(token, secret_key=key)
        except ValidationError as error:
            fault = fault or str(error)
        else:
            return None
    return fault


def _refuse_forgeries() -> None:
    if request.method in _SAFE_METHODS or request.url_rule is None:
        return
    if IN_CHUNKS in request.environ:
        raise InChunksError
    if is_beyond_reading(request.environ):
        raise BadRequest
    if reason := forgery(request):
        raise CSRFError(reason)
