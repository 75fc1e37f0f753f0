"""Contents of static/, as browsers get them, joined and made small; and the chart library."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from quiz.web.assets.modules import joined_modules
from quiz.web.assets.stylesheets import joined


def site_contents(static: Path) -> dict[str, bytes]:
    """The content of every file by its path."""
    files = {
        path.relative_to(static).as_posix(): path for path in sorted(static.rglob("*")) if _is_ours(path)
    }
    sheets = joined(_texts(files, ".css"))
    # Each script as one function, for only names within a function are shortened.
    scripts = {name: f"(()=>{{{text}}})()" for name, text in joined_modules(_texts(files, ".js")).items()}
    others = {name: path for name, path in files.items() if path.suffix not in {".css", ".js"}}
    texts = {name: text.encode() for name, text in _minified(sheets | scripts).items()}
    return {name: path.read_bytes() for name, path in others.items()} | texts


_MINIFY = """
import json, sys, minify
minify.config({"js-version": 2022})
kinds = {"js": "application/javascript", "css": "text/css"}
texts = json.load(sys.stdin).items()
json.dump({name: minify.string(kinds[name.rpartition(".")[2]], text) for name, text in texts}, sys.stdout)
"""


def _minified(texts: Mapping[str, str]) -> dict[str, str]:
    """In a process of its own: the minifier has threads, and a server that has any cannot fork safely."""
    command = (sys.executable, "-P", "-c", _MINIFY)
    made = subprocess.run(  # noqa: S603 - nothing in it comes from outside
        command, input=json.dumps(texts), stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return dict(json.loads(made.stdout))


def _is_ours(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _texts(files: Mapping[str, Path], suffix: str) -> dict[str, str]:
    return {name: path.read_text("utf-8") for name, path in files.items() if path.suffix == suffix}


NPM_PACKAGE = "plotly.js-basic-dist-min"
NPM_FILE = "plotly-basic.min.js"


def chart_library(root: Path) -> bytes:
    """The bundle's content. The small one counts only if it is exactly the one package.json expects."""
    return small_bundle(root) or full_bundle().read_bytes()


def small_bundle(root: Path) -> bytes | None:
    """npm's bundle under this folder, or None if it is absent or not the expected one."""
    try:
        content = (root / "node_modules" / NPM_PACKAGE / NPM_FILE).read_bytes()
    except OSError:
        return None
    return content if integrity(content) == expected_integrity(root) else None


def full_bundle() -> Path:
    """The file in the Python package, found without the time it takes to import that."""
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


def expected_integrity(root: Path) -> str:
    package = json.loads((root / "package.json").read_text("utf-8"))
    return str(package["limelight"]["integrity"][f"{NPM_PACKAGE}/{NPM_FILE}"])


def integrity(content: bytes) -> str:
    """In the notation of subresource integrity."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
