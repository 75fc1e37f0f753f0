"""Pasted text, and what was meant by it: links as mail, chats and word processors hand them on."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import unquote

import regex

from quiz.workshop.codes import ALPHABET

MOST_TYPED = 4_000
"""Letters that are looked at: the longest wrapper leaves room for words around it."""

_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]+")
# Marks as well: none is in a link, and Python takes long to put many of them in order.
_MEANT = dict.fromkeys([*range(32), 127]) | str.maketrans(
    "\t\n\r\v\f\x85\u2028\u2029‐‑‒–—―−⁄∕",
    "\t\n\n\n\n\n\n\n-------//",
)

_BROKEN = r"(?:[ \t>|]*\n+[ \t>|]*)?"
"""Place where a mail program may have broken the line, and quoted it."""

_LINK = re.compile(
    rf"/{_BROKEN}(?:results|questionnaire){_BROKEN}/{_BROKEN}"
    rf"((?:[A-Za-z0-9_-]{_BROKEN}){{31}}[A-Za-z0-9_-])[_-]*(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_BARE = re.compile(r"[^A-Za-z0-9_-]*([A-Za-z0-9_-]{32})[^A-Za-z0-9_-]*")
_OTHER = re.compile(r"/(shared|participants|facilitators|workshops|projector|join)/", re.IGNORECASE)
_DOOR = re.compile(r"\bjoin/([A-Za-z0-9](?:[\s-]?[A-Za-z0-9]){5}(?![A-Za-z0-9])|[^/?#&\s]+)", re.IGNORECASE)
_CODE = re.compile(
    rf"(?<![A-Za-z0-9])[{ALPHABET}]{{3}}[ -]?[{ALPHABET}]{{3}}(?![A-Za-z0-9]|[ -][{ALPHABET}]+\b)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?=[^A-Za-z0-9\s])|=[ \t]*\n+[ \t>|]*")
# Backslashes of Markdown and JSON before marks, and lines that quoted-printable broke, wherever it did.
_GUARDED = re.compile(r"(?<=[?&]u=)https?-3A__[A-Za-z0-9_.-]+", re.IGNORECASE)
# As one maker of safe links writes: "_" for "/", and "-3A" for "%3A".


def private_tokens(text: str) -> frozenset[str]:
    """The tokens of all private links in this text, or the one that stands there by itself."""
    readings = _readings(text)
    links = {found for plain in readings for found in _LINK.findall(plain)}
    bare = _BARE.fullmatch(readings[0])
    return frozenset({re.sub(r"[^A-Za-z0-9_-]", "", each) for each in links} or ({bare[1]} if bare else ()))


def what_it_is_instead(text: str) -> str:
    """A sentence on the link of ours that this text holds in place of a private one; empty when none is."""
    found = next(filter(None, map(_OTHER.search, _readings(text))), None)
    if found is None:
        return ""
    kind = "a share link, for others to look at" if found[1].lower() == "shared" else "a link of a workshop"
    return f"This is {kind}. Your own private link has “/results/” in it: copy that one."


def join_code(text: str) -> str:
    """The code in the join address that this text holds, or the one among words; else the text as it is."""
    readings = _readings(text)
    doors = (_DOOR.search(plain) for plain in reversed(readings))
    among_words = set(map(_compact, _CODE.findall(readings[0])))
    alone = among_words.pop() if len(among_words) == 1 else text
    return next((door[1] for door in doors if door), alone)


def _compact(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper()


def _readings(text: str) -> tuple[str, ...]:
    """The text in plain letters; then what it says behind percent signs and entities, once and twice."""
    once = _plain(text[:MOST_TYPED])
    twice = _plain(_decoded(once))
    return once, twice, _plain(_decoded(twice))


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))[:MOST_TYPED]
    return _ESCAPED.sub("", text.translate(_MEANT)).replace("\\", "/")


def _decoded(text: str) -> str:
    opened = _GUARDED.sub(lambda found: found[0].replace("-", "%").replace("_", "/"), text)
    return unquote(unescape(opened))
