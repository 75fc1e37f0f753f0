"""A browser's side of HTTP from the standard library alone, with the few words of Flask's test client."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

TIMEOUT = 20.0
# Seconds; longer than any answer may take, so that what takes too long is seen to.


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def mimetype(self) -> str:
        return self.headers.get_content_type()

    @property
    def location(self) -> str | None:
        return self.headers["Location"]


class HttpClient:
    """Keeps its cookies, and no connection. Raises OSError when the server is gone or hangs up."""

    def __init__(self, port: int, *, use_cookies: bool = True, timeout: float = TIMEOUT) -> None:
        self._port = port
        self._timeout = timeout
        self._use_cookies = use_cookies
        self.cookies: dict[str, str] = {}

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self._ask("GET", path, None, dict(headers or {}))

    def post(
        self,
        path: str,
        data: Mapping[str, object] | bytes = b"",
        json: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = dict(headers or {})
        body = encoded(data, json, sent)
        return self._ask("POST", path, body, sent)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = self._connection()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.msg, response.read())
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        self._keep_cookies(answer)
        return answer

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._timeout)

    def _keep_cookies(self, answer: Answer) -> None:
        if self._use_cookies:
            for header in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}


def encoded(data: Mapping[str, object] | bytes, json_: object, headers: dict[str, str]) -> bytes:
    """The body as browsers write it; its type is added to the headers."""
    if json_ is not None:
        headers.setdefault("Content-Type", "application/json")
        return json.dumps(json_).encode()
    if isinstance(data, bytes):
        return data
    headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    return urlencode(data, doseq=True).encode()
