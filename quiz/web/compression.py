"""Pages made small for the way: brotli where the browser takes it, else gzip."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from quiz.web.slots import SlottedPage

KINDS = frozenset({"text/html", "application/json", "text/csv"})
WORTH_IT = 500  # bytes

BROTLI_QUALITY, GZIP_LEVEL = 1, 1
BROTLI_WINDOW = 18
# For what is compressed at each request: the last tenth of size would cost as much time as all the rest, and
# brotli's usual window, far larger than a page, as much again for its memory.


def compress(response: Response) -> Response:
    """The answer, compressed if it is a text of some length and the browser takes that."""
    if response.mimetype not in KINDS:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    coding = _coding()
    if coding and "Content-Encoding" not in response.headers:
        body = response.get_data()
        if len(body) >= WORTH_IT:
            response.set_data(_compressed(body, coding))
            response.headers["Content-Encoding"] = coding
    return response


def filled(page: SlottedPage, contents: dict[str, str]) -> str | Response:
    """The page with these contents; without any it is the same for everybody, and is compressed only once."""
    contents = {name: content for name, content in contents.items() if content}
    coding = _coding()
    if contents or coding is None:
        return page.fill(contents)
    body = page.kept(coding, lambda html: _compressed(html.encode(), coding, at_best=True))
    response = Response(body, mimetype="text/html")
    response.headers["Content-Encoding"] = coding
    return response


def _compressed(body: bytes, coding: str, *, at_best: bool = False) -> bytes:
    if coding == "br":
        if at_best:
            return bytes(brotli.compress(body, quality=11))
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW))
    return gzip.compress(body, 9 if at_best else GZIP_LEVEL, mtime=0)


def _coding() -> str | None:
    return _accepted(request.headers.get("Accept-Encoding", "")[:_MOST_READ])


_MOST_READ = 200
# Letters of what a browser accepts; theirs has 40, and reading 30,000 takes 6 ms.


@lru_cache(maxsize=64)
def _accepted(accept_encoding: str) -> str | None:
    return parse_accept_header(accept_encoding, Accept).best_match(("br", "gzip"))
