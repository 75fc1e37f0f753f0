"""What `flask` is given when one of our commands is asked for: the commands alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quiz.cli import commands_only, is_asked_for
from quiz.web.installation import configured_installation

if TYPE_CHECKING:
    from flask import Flask


def commands_asked_for() -> Flask | None:
    """An application with the commands, or None when the command line names none of them."""
    return commands_only(configured_installation) if is_asked_for(sys.argv) else None
