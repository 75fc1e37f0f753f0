"""What is in static/, as browsers get it: joined stylesheets, scripts without comments, all else as it is."""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin

from quiz.web.assets.stylesheets import joined


def site_contents(static: Path) -> dict[str, bytes]:
    """The content of every file by its path. Scripts stay apart: they are modules that import each other."""
    files = {
        path.relative_to(static).as_posix(): path for path in sorted(static.rglob("*")) if _is_ours(path)
    }
    sheets = joined({name: path.read_text("utf-8") for name, path in files.items() if path.suffix == ".css"})
    contents = {name: _content(path) for name, path in files.items() if path.suffix != ".css"}
    return contents | {name: text.encode() for name, text in sheets.items()}


def _is_ours(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _content(path: Path) -> bytes:
    if path.suffix == ".js":
        return str(jsmin(path.read_text("utf-8"))).encode()
    return path.read_bytes()
