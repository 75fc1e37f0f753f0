"""Paper codes: how a participant comes back from another device, without an account.

The code is made from the participant's token, so their own page can show it at any time. The database holds
the token sealed under the code, and the code's slow hash: it can be opened only by who types the code.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from quiz.workshop.codes import PAPER_LENGTH, code_of

_COST = 2**12
"""Of scrypt: some 10 ms and 4 MB a code, so that trying all 20¹⁰ would take thousands of years."""


@dataclass(frozen=True)
class SealedToken:
    paper_hash: bytes
    sealed_token: bytes


def paper_code(token: str) -> str:
    """The code that leads back to this token."""
    digest = hmac.digest(token.encode(), b"paper code", hashlib.sha512)
    return code_of([int.from_bytes(digest[4 * at : 4 * at + 4], "big") for at in range(PAPER_LENGTH)])


def seal(token: str, workshop_id: str) -> SealedToken:
    """What is kept of a participant's token, which has 32 letters."""
    found, pad = _stretched(paper_code(token), workshop_id)
    return SealedToken(found, _combined(token.encode(), pad))


def paper_hash(code: str, workshop_id: str) -> bytes:
    """Under which a code's sealed token is kept."""
    return _stretched(code, workshop_id)[0]


def unseal(code: str, workshop_id: str, sealed_token: bytes) -> str:
    """The token that was sealed under this code."""
    return _combined(sealed_token, _stretched(code, workshop_id)[1]).decode("ascii", "replace")


def _stretched(code: str, workshop_id: str) -> tuple[bytes, bytes]:
    key = hashlib.scrypt(code.encode(), salt=workshop_id.encode(), n=_COST, r=8, p=1, dklen=64)
    return key[:32], key[32:]


def _combined(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
