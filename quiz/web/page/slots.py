"""Pages that are rendered once and then only filled in.

The forty items are the same for everybody, so the template runs once per instrument and edition and leaves
a slot wherever something personal goes; each request joins ready-made pieces. As in a template, all that is
filled in is escaped, unless its type says that it is HTML (docs/adr/0004).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock

from flask import Response, render_template
from markupsafe import Markup, escape

from quiz.web.front.compression import accepted_coding, compressed
from quiz.web.services import services

_MARK = "\x00"  # cannot come out of a template or an instrument: both refuse control characters
_SLOT = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")


def slot(name: str) -> Markup:
    """In a template: the place for what `fill` will be given under this name."""
    return Markup(f"{_MARK}{name}{_MARK}")  # noqa: S704 - the names are our own


class SlottedPage:
    """A rendered page in pieces: text, slot name, text, slot name, …, text."""

    def __init__(self, html: str) -> None:
        self._pieces = _SLOT.split(html)
        self._names = self._pieces[1::2]
        self.slots = frozenset(self._names)
        self._kept: dict[str, bytes] = {}
        self._making = Lock()

    def fill(self, contents: Mapping[str, str]) -> Markup:
        """The page with its slots filled, each escaped unless it is Markup; one not named stays empty.

        Raises KeyError for a name that the page has no slot for.
        """
        if not contents.keys() <= self.slots:
            raise KeyError(f"no such slot: {', '.join(sorted(contents.keys() - self.slots))}")
        pieces = list(self._pieces)
        pieces[1::2] = [escape(contents[name]) if name in contents else "" for name in self._names]
        return Markup("".join(pieces))  # noqa: S704 - a template's text, and what was escaped

    def kept(self, name: str, make: Callable[[str], bytes]) -> bytes:
        """Result of `make` on the page with all its slots empty; made once under each name."""
        if name not in self._kept:
            with self._making:  # or everybody who comes first makes it, and all of them wait the longer
                if name not in self._kept:
                    self._kept[name] = make(self.fill({}))
        return self._kept[name]


def slotted_page(key: Hashable, render: Callable[[], str]) -> SlottedPage:
    """The page kept under this key; rendered when it is first asked for."""
    return services().kept(key, lambda: SlottedPage(render()))


def rendered(template: str, **context: object) -> Markup:
    """A template's HTML, to go into a slot as it is."""
    return Markup(render_template(template, **context))  # noqa: S704 - the template has escaped


def lines(parts: Iterable[str]) -> Markup:
    """One below the other, each after a line break."""
    return Markup("\n").join(("", *parts))


def filled(page: SlottedPage, contents: dict[str, str]) -> str | Response:
    """The page with these contents; without any it is the same for everybody, and is compressed only once."""
    contents = {name: content for name, content in contents.items() if content}
    coding = accepted_coding()
    if contents or coding is None:
        return page.fill(contents)
    body = page.kept(coding, lambda html: compressed(html.encode(), coding, at_best=True))
    response = Response(body, mimetype="text/html")
    response.headers["Content-Encoding"] = coding
    return response
