"""The private link as a QR code, to go on with it on one's phone."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from flask import url_for

from quiz.web.services import services

QUIET_ZONE = 4
"""Modules of white around the code, as the standard asks."""


@dataclass(frozen=True)
class PhonePage:
    """`qr_svg` is an SVG element of ours; `is_reachable` whether another device can follow the link."""

    title: str
    qr_svg: str
    private_link: str
    is_reachable: bool
    is_private: bool = True


def phone_page(token: str) -> PhonePage:
    path = url_for("results.show", token=token)
    link = services().settings.origin + path
    return PhonePage(
        title="Your private link as a QR code",
        qr_svg=qr_svg(link),
        private_link=link,
        is_reachable=not is_this_machine(link),
    )


def qr_svg(text: str) -> str:
    """The QR code of this text as an SVG element, dark on white whatever the page's colours are."""
    code = segno.make(text, error="m", micro=False)
    return str(
        code.svg_inline(
            border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
        )
    )


def is_this_machine(address: str) -> bool:
    """Whether no other device can follow this address."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
