"""Writes what Limelight is made of, as CycloneDX 1.6, to the file that is named: `make sbom`.

From the locked requirements and package.json alone, so that the same commit makes the same list; licences are
those that installed packages name themselves. docs/security.md says what to do with it.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_LOCKED = re.compile(r"^([\w.-]+)==([^\s;\\]+)((?:.*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)
_SAME = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "SIL OFL 1.1": "OFL-1.1",
    "Apache Software License": "Apache-2.0",
}
# What older packages call it.


def main() -> int:
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    made = bill(ROOT)
    target.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"{target}: {len(made['components'])} components.")
    return 0


def bill(root: Path) -> dict[str, Any]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    python = [_python(*found) for found in _LOCKED.findall((root / "requirements.txt").read_text("utf-8"))]
    own = {"type": "application", "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**own, "bom-ref": "limelight", "licenses": _licences(project["license"])}},
        "components": [*python, *_npm(json.loads((root / "package.json").read_text("utf-8"))), _base(root)],
    }


def licence_of(package: PackageMetadata) -> str:
    """In SPDX's words where the package has any; "" when it names none."""
    fields = (package.get_all(field) for field in ("License-Expression", "License"))
    named = next((found[0] for found in fields if found), "")
    if not named or "\n" in named:  # some put the whole text there
        classifiers = package.get_all("Classifier") or []
        named = next((c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License")), "")
    return _SAME.get(named, named)


def _python(name: str, version: str, hashes: str) -> dict[str, Any]:
    digests = sorted(re.findall(r"sha256:([0-9a-f]+)", hashes))  # of each file there is of this version
    try:
        licence = licence_of(metadata(name))
    except PackageNotFoundError:  # for another Python or system than this one
        licence = ""
    return {
        **_component(f"pkg:pypi/{name}@{version}", name, version),
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in digests],
        **({"licenses": _licences(licence)} if licence else {}),
    }


def _npm(package: dict[str, Any]) -> list[dict[str, Any]]:
    files = package["limelight"]["integrity"]
    return [
        {
            **_component(f"pkg:npm/{name}@{version}", name, version),
            "hashes": [
                {"alg": "SHA-512", "content": base64.b64decode(digest.removeprefix("sha512-")).hex()}
                for file, digest in files.items()
                if file.startswith(f"{name}/")
            ],
        }
        for name, version in package["dependencies"].items()
    ]


def _base(root: Path) -> dict[str, Any]:
    """Of the container alone; its hash is named by whoever builds it."""
    text = (root / "deploy" / "Containerfile").read_text("utf-8")
    [image] = re.findall(r"^ARG BASE=(\S+)$", text, re.MULTILINE)
    name, _, version = image.partition(":")
    return {**_component(f"pkg:docker/{name}@{version}", name, version), "type": "container"}


def _component(purl: str, name: str, version: str) -> dict[str, Any]:
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _licences(named: str) -> list[dict[str, Any]]:
    is_expression = re.fullmatch(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*", named)
    return [{"expression": named}] if is_expression else [{"license": {"name": named}}]


if __name__ == "__main__":
    sys.exit(main())
