"""What is in static/, as browsers get it: styles and scripts joined and made small, the rest as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rjsmin import jsmin

from quiz.web.assets.modules import joined_modules
from quiz.web.assets.stylesheets import joined


def site_contents(static: Path) -> dict[str, bytes]:
    """The content of every file by its path."""
    files = {
        path.relative_to(static).as_posix(): path for path in sorted(static.rglob("*")) if _is_ours(path)
    }
    sheets = joined(_texts(files, ".css"))
    scripts = {name: str(jsmin(text)) for name, text in joined_modules(_texts(files, ".js")).items()}
    others = {name: path for name, path in files.items() if path.suffix not in {".css", ".js"}}
    texts = {name: text.encode() for name, text in (sheets | scripts).items()}
    return {name: path.read_bytes() for name, path in others.items()} | texts


def _is_ours(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _texts(files: Mapping[str, Path], suffix: str) -> dict[str, str]:
    return {name: path.read_text("utf-8") for name, path in files.items() if path.suffix == suffix}
