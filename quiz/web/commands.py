"""What `flask` is given: one of our commands alone, or the whole application."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quiz.cli import commands_only, is_asked_for
from quiz.web.installation import configured_installation

if TYPE_CHECKING:
    from flask import Flask


def wsgi_app() -> Flask:
    """The application for the `flask` command, or for another server than ours."""
    if is_asked_for(sys.argv):
        return commands_only(configured_installation)
    from quiz.web.serving.launch import whole_app  # noqa: PLC0415 - megabytes that no command needs

    return whole_app()
