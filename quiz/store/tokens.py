"""What stands in addresses: secrets and public ids, drawn by chance, and secrets made from both.

None that is new begins or ends with a hyphen or an underscore, for programs that turn text into links leave
these out of a link's end, and take underscores around a word for emphasis. Older ones stay as they are.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable

TOKEN_BYTES = 24
"""192 bits: nobody guesses a private link."""

ID_BYTES = 16


def new_token() -> str:
    """A new private link's secret part."""
    return _drawn(TOKEN_BYTES)


def new_id(leading_to: Callable[[str], str] = str) -> str:
    """A public id of 22 characters, never used twice; what it leads to ends as well as it does itself."""
    return _drawn(ID_BYTES, leading_to)


def derived_token(token: str, purpose: str) -> str:
    """192 bits of an HMAC-SHA256: the same for the same token and purpose, and nobody can go back from it."""
    digest = hmac.digest(token.encode(), purpose.encode(), hashlib.sha256)
    return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def _drawn(count: int, leading_to: Callable[[str], str] = str) -> str:
    while True:
        drawn = secrets.token_urlsafe(count)
        if all(_is_whole_in_a_link(each) for each in (drawn, leading_to(drawn))):
            return drawn


def _is_whole_in_a_link(text: str) -> bool:
    return text[0] not in "-_" and text[-1] not in "-_"
