"""An answer in one piece: the server sends a list together with the head, and anything else bit by bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import WSGIEnvironment


class WholeResponse(Response):
    def get_app_iter(self, environ: WSGIEnvironment) -> Iterable[bytes]:
        """What is in memory anyhow as a list, a file or a stream as it is."""
        parts = super().get_app_iter(environ)
        if not self.is_sequence:
            return parts
        try:
            return list(parts)
        finally:
            self.close()
