"""Limelight: `python app.py` starts the server; other WSGI servers find `app` here. Commands: `limelight`.

This file alone must run on old versions of Python, to say that they are too old.
"""

import sys
from importlib import import_module
from typing import Any

if sys.version_info < (3, 11):  # noqa: UP036 - see above
    sys.exit("Limelight needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031


def _imported(module: str, name: str) -> Any:
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("quiz"):
            raise
        sys.exit(f"The package {missing.name} is missing; `make run` installs what Limelight needs.")


def __getattr__(name: str) -> object:
    """Make `app` only for those who ask: `python app.py` makes it in each of the server's processes."""
    if name != "app":
        raise AttributeError(name)
    return _imported("quiz.web.serving.launch", "whole_app")()


if __name__ == "__main__":
    sys.exit(_imported("quiz.web.serving.launch", "main")())
