"""Addresses and host names as operators write them in settings; ValueError for what is none."""

from __future__ import annotations

import ipaddress
import re

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound to


def ip_address(text: str) -> str:
    """The address to listen at."""
    return str(ipaddress.ip_address("127.0.0.1" if text == "localhost" else text))


def is_at_home(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    return ipaddress.ip_address(host).is_loopback


def origin(text: str) -> str:
    """Scheme, name and port, and nothing more, without the last slash."""
    found = re.fullmatch(r"(https?://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?)/?", text.lower())
    if found is None:
        raise ValueError
    return found[1]


def origin_of(host: str, port: int) -> str:
    """What a browser on this machine calls a server that listens there."""
    host = _EVERY_ADDRESS.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def host_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as a Host header has them; a leading dot stands for every name that ends so."""
    if not all(re.fullmatch(r"\.?[a-z0-9][a-z0-9.-]*|\[[0-9a-f:]+\]", name.lower()) for name in names):
        raise ValueError
    return tuple(name.lower() for name in names)
