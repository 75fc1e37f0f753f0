"""Where a request comes from, for limits: a network address that nobody can pretend, and nobody can read."""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping
from typing import Any

from flask import request

from quiz.web.services import services


def place(beside: str = "") -> str:
    """This request's network address as a keyed hash, with something else in it if need be.

    It is the same on every host of an installation.
    """
    settings = services().settings
    address = network_address(request.environ, settings.trusted_proxies)
    return hashlib.sha256(f"{settings.secret_key.get_secret_value()}{address}{beside}".encode()).hexdigest()


def network_address(environ: Mapping[str, Any], trusted_proxies: int) -> str:
    """The address that our own outermost proxy was asked from.

    Each proxy adds at the end of X-Forwarded-For whom it was asked by; what stands before the trusted ones'
    was written by the visitor. A request that passed fewer proxies than trusted has the connection's address.
    """
    address = str(environ.get("REMOTE_ADDR", ""))
    forwarded = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if 0 < trusted_proxies <= len(forwarded):
        address = forwarded[-trusted_proxies].strip() or address
    return _network(address)


def _network(address: str) -> str:
    """Whoever has one IPv6 address has 2 to the power of 64 of them, so the network counts."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
