"""Addresses and host names as operators write them in settings; ValueError for what is none."""

from __future__ import annotations

import ipaddress
import logging
import re
from urllib.parse import urlsplit

_log = logging.getLogger("quiz.settings.environment")

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound to


_MACHINE = re.compile(r"(?![0-9.]+$)[A-Za-z0-9_][A-Za-z0-9._-]*", re.ASCII)


def ip_address(text: str) -> str:
    """The address to listen at; shells and environments of packages put a machine's name into HOST."""
    if _MACHINE.fullmatch(text) and text != "localhost":
        _log.warning("HOST is %.80r, a name and no address, and is passed over: listening at 127.0.0.1", text)
        text = "localhost"
    return str(ipaddress.ip_address("127.0.0.1" if text == "localhost" else text))


def is_at_home(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    return ipaddress.ip_address(host).is_loopback


def origin(text: str) -> str:
    """Scheme, name and port, and nothing more, without the last slash."""
    found = re.fullmatch(
        r"(https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?)/?", text.lower()
    )
    if found is None:
        raise ValueError
    return at_a_port(found[1])


def at_a_port(url: str) -> str:
    """The address, when its port is one that exists, or it names none."""
    if urlsplit(url).port == 0:  # raises ValueError itself for one that is too high
        raise ValueError
    return url


def origin_of(host: str, port: int) -> str:
    """What a browser on this machine calls a server that listens there."""
    host = _EVERY_ADDRESS.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def host_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as they are compared; a leading dot stands for every name that ends so."""
    bare = tuple(f"[{name}]" if name.count(":") > 1 and "[" not in name else name for name in names)
    found = tuple("." * name.startswith(".") + _host_name(name.removeprefix(".")) for name in bare)
    if not all(name.strip(".") for name in found):
        raise ValueError
    return found


def is_among(host: str | None, names: tuple[str, ...]) -> bool:
    """Whether a Host header names one of these: in any case, with or without a last dot and a port."""
    name = _host_name(host or "")
    return name in names or f".{name}".endswith(tuple(each for each in names if each[0] == "."))


def _host_name(written: str) -> str:
    """As it is compared; "" for what is no host."""
    found = _HOST.fullmatch(written.lower())
    if found is None or found["name"]:
        return found["name"] if found else ""
    try:
        return f"[{ipaddress.IPv6Address(found['v6'])}]"
    except ValueError:
        return ""


_HOST = re.compile(
    r"(?:(?P<name>[a-z0-9-]+(?:\.[a-z0-9-]+)*)\.?|\[(?P<v6>[0-9a-f:.]+)\])(?::[0-9]{0,5})?", re.ASCII
)
