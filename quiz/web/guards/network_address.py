"""Where a request comes from, for limits: a network address that nobody can pretend, and nobody can read."""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping
from typing import Any

from flask import request

from quiz.web.services import services


def hashed_address(beside: str = "") -> str:
    """This request's network address as a keyed hash, with something else in it if need be.

    It is the same on every host of an installation.
    """
    settings = services().settings
    address = network_address(request.environ, settings.trusted_proxies)
    return hashlib.sha256(f"{settings.secret_key.get_secret_value()}{address}{beside}".encode()).hexdigest()


def network_address(environ: Mapping[str, Any], trusted_proxies: int) -> str:
    """The address that our own outermost proxy was asked from.

    Each proxy adds at the end of X-Forwarded-For whom it was asked by; what stands before the trusted ones'
    was written by the visitor. Werkzeug's ProxyFix would let an open quote or an empty part shift the count
    (docs/adr/0023). A request that passed fewer proxies than trusted, or has something there that
    is no address, counts as the connection's.
    """
    connection = str(environ.get("REMOTE_ADDR", ""))
    forwarded = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    asked_from = forwarded[-trusted_proxies] if 0 < trusted_proxies <= len(forwarded) else ""
    return _network(asked_from) or _network(connection) or connection


def _network(written: str) -> str:
    """Whoever has one IPv6 address has 2 to the power of 64 of them, so the network counts; "" for none.

    Some proxies add a port, and some write as in the header Forwarded: `for="[2001:db8::1]:4711"`.
    """
    host = written.strip(' \t"').lower().removeprefix("for=").strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
