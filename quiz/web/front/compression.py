"""Pages made small for the way: brotli where the browser takes it, else gzip."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

KINDS = frozenset({"text/html", "application/json", "text/csv"})
WORTH_IT = 500  # bytes

BROTLI_QUALITY, GZIP_LEVEL = 2, 1
BROTLI_WINDOW = 18
# For what is compressed at each request: the last tenth of size would cost as much time as all the rest, and
# brotli's usual window, far larger than a page, as much again for its memory.


def compress(response: Response) -> Response:
    """The answer, compressed if it is a text of some length and the browser takes that."""
    if response.mimetype not in KINDS:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    coding = accepted_coding()
    if coding and "Content-Encoding" not in response.headers:
        body = response.get_data()
        if len(body) >= WORTH_IT:
            response.set_data(compressed(body, coding))
            response.headers["Content-Encoding"] = coding
    return response


def compressed(body: bytes, coding: str, *, at_best: bool = False) -> bytes:
    """At its best for what is kept, else quickly."""
    if coding == "br":
        if at_best:
            return bytes(brotli.compress(body, quality=11))
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW))
    return gzip.compress(body, 9 if at_best else GZIP_LEVEL, mtime=0)


def accepted_coding() -> str | None:
    """Coding to compress the answer to this request with, if any."""
    return _accepted(request.headers.get("Accept-Encoding", "")[:_MOST_READ])


_MOST_READ = 200
# Letters of what a browser accepts; theirs has 40, and reading 30,000 takes 6 ms.


@lru_cache(maxsize=64)
def _accepted(accept_encoding: str) -> str | None:
    return parse_accept_header(accept_encoding, Accept).best_match(("br", "gzip"))
