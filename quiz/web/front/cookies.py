"""Flask's signed cookie, read only when somebody asks for it: most requests, the saves, never do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer


class CookieSession(SecureCookieSession):
    """Flask notes each access to the session in `accessed` (since 3.1.3); the first one opens the cookie."""

    def __init__(self, read: Callable[[], Mapping[str, Any] | None]) -> None:
        super().__init__()
        self._read = read
        self._is_open = False

    @property
    def accessed(self) -> bool:
        return self._is_open

    @accessed.setter
    def accessed(self, value: bool) -> None:
        if value and not self._is_open:
            dict.update(self, self._read() or {})  # not self.update: reading is no change
            self._is_open = True


class CookieSessions(SecureCookieSessionInterface):
    """The key does not change while the process lives, so its signer is made once."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def get_cookie_name(self, app: Flask) -> str:
        """With the port in the browser's address: cookies of all ports of a host are in one jar."""
        port = request.host.rpartition(":")[2]
        return super().get_cookie_name(app) + (f"-{port}" if port.isdigit() else "")

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        return CookieSession(partial(super().open_session, app, request))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed:
            super().save_session(app, session, response)
