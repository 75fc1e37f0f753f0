"""Limelight: `python app.py` starts the server; `flask` and other WSGI servers find `app` here.

This file alone must run on old versions of Python, to say that they are too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - see above
    sys.exit("Limelight needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

try:
    from quiz.web.serving.launch import main, wsgi_app
except ModuleNotFoundError as missing:
    if str(missing.name).startswith("quiz"):
        raise
    sys.exit(f"The package {missing.name} is missing; `make run` installs what Limelight needs.")


def __getattr__(name: str) -> object:
    """Make `app` only for those who ask: `python app.py` makes it in each of the server's processes."""
    if name != "app":
        raise AttributeError(name)
    return wsgi_app()


if __name__ == "__main__":
    sys.exit(main())
