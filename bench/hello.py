"""What everything is measured against: Flask saying hello, served exactly as Limelight is.

`python -m bench.hello` listens at PORT.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from flask import Flask

from quiz.settings.environment import Settings, load_settings
from quiz.web.assets import Assets
from quiz.web.serving import server


def hello_app() -> Flask:
    app = Flask("hello")

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app


def hello_worker(_settings: Settings, _assets: Assets) -> Flask:
    return hello_app()


def main() -> None:
    """Limelight's own server with another application in it, so that their settings can never differ."""
    with patch.object(server, "_worker_app", hello_worker):
        server.serve(load_settings(), Assets(Path(), frozenset(), Path()))


if __name__ == "__main__":
    main()
