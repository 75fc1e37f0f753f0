"""What the HTTP Observatory of MDN gives for an answer's headers, as its table stood in August 2026.

The numbers are those of the modifiers in `src/grader/charts.js` of the repository mdn/mdn-http-observatory.
What only a visit over the network can tell is taken to be as in docs/self-hosting.md: http leads to https at
the same host, the certificate is valid, and the site is on no preload list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

BONUS_FROM = 90
"""Points below which a bonus is not counted."""

_SIX_MONTHS = 15_768_000
_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def score(headers: Mapping[str, str], cookies: list[str], page: str = "") -> int:
    """The points for one answer; `headers` by their names in small letters."""
    modifiers = [
        _content_security_policy(headers.get("content-security-policy", "")),
        _framing(headers),
        _cookies(cookies),
        0 if "access-control-allow-origin" not in headers else -50,
        5 if headers.get("referrer-policy", "") in _PRIVATE else 0,
        _transport(headers.get("strict-transport-security", "")),
        _integrity(page),
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        _resource_policy(headers.get("cross-origin-resource-policy", "")),
    ]
    without_bonus = 100 + sum(modifier for modifier in modifiers if modifier < 0)
    bonus = sum(modifier for modifier in modifiers if modifier > 0)
    return without_bonus + (bonus if without_bonus >= BONUS_FROM else 0)


def _content_security_policy(policy: str) -> int:
    directives = {name: set(sources) for name, *sources in map(str.split, filter(None, policy.split(";")))}
    if not directives:
        return -25
    for_scripts = directives.get("script-src", directives.get("default-src", {"*"}))
    for_objects = directives.get("object-src", directives.get("default-src", {"*"}))
    too_wide = {"*", "http:", "https:", "data:", "'unsafe-inline'"}
    if (for_scripts | for_objects) & too_wide:
        return -20
    if "'unsafe-eval'" in for_scripts:
        return -10
    for_styles = directives.get("style-src", directives.get("default-src", {"*"}))
    if for_styles & too_wide:
        return 0
    # A page without forms to send need not say where they may go.
    sends_nowhere_else = directives.get("form-action", {"'none'"}) <= {"'self'", "'none'"}
    is_closed = directives.get("default-src") == {"'none'"} and sends_nowhere_else
    return 10 if is_closed else 5


def _framing(headers: Mapping[str, str]) -> int:
    if re.search(r"frame-ancestors '(none|self)'", headers.get("content-security-policy", "")):
        return 5
    return 0 if headers.get("x-frame-options") in {"DENY", "SAMEORIGIN"} else -20


def _cookies(cookies: list[str]) -> int:
    worst = 5 if cookies else 0
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        if "secure" not in attributes:
            worst = min(worst, -40)
        if "httponly" not in attributes:
            worst = min(worst, -30)
        if not attributes & {"samesite=lax", "samesite=strict"}:
            worst = min(worst, -20)
    return worst


def _transport(value: str) -> int:
    found = re.search(r"max-age=(\d+)", value)
    if found is None:
        return -20
    return 0 if int(found[1]) >= _SIX_MONTHS else -10


def _integrity(page: str) -> int:
    """Scripts of our own need none; one from elsewhere would cost 50."""
    sources = re.findall(r"<script[^>]*\ssrc=\"([^\"]+)\"", page)
    return 0 if all(re.match(r"/(?!/)", source) for source in sources) else -50


def _resource_policy(value: str) -> int:
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}.get(value, -5)
