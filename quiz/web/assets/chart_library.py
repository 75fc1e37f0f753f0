"""Chart library: plotly.js in the small bundle that npm fetched, or the full one of the Python package."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

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
