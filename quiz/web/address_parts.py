"""What may stand in an address in the place of an id."""

from __future__ import annotations

from werkzeug.routing import BaseConverter


class AddressPart(BaseConverter):
    """Anything but NUL: no id has one, and PostgreSQL cannot even be asked for it."""

    regex = r"[^/\x00]+"
    part_isolating = True
