"""What Limelight is made of: listed, pinned, and under licences that were looked at."""

from __future__ import annotations

import importlib.util
import json
import re
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import ModuleType

import pytest

from quiz.settings.environment import ROOT

ALLOWED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "MIT-0", "Apache-2.0", "PSF-2.0", "CNRI-Python", "OFL-1.1"}
"""May be used, changed and passed on beside our MIT."""

LOOKED_AT = {
    "psycopg": "LGPL-3.0-only",  # used as a library, unchanged; only with PostgreSQL
    "psycopg-binary": "LGPL-3.0-only",
    "resvg-py": "",  # MIT, in a file of its own; its metadata name none
}


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    specification = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def locked() -> dict[str, str]:
    """Each package of requirements.txt, without those for other systems."""
    lines = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert len(lines) > 30
    return dict(lines)


def test_every_installed_package_has_a_licence_that_was_looked_at(sbom: ModuleType) -> None:
    looked_at, refused = 0, {}
    for name in locked():
        try:
            licence = sbom.licence_of(metadata(name))
        except PackageNotFoundError:
            continue  # for another Python or system
        looked_at += 1
        is_allowed = set(re.split(r" AND | OR ", licence)) <= ALLOWED
        if not is_allowed and LOOKED_AT.get(name) != licence:
            refused[name] = licence
    assert looked_at > 30
    assert refused == {}


def test_no_licence_would_pass_unseen(sbom: ModuleType) -> None:
    for licence in ("GPL-3.0-only", "", "MIT AND GPL-2.0-or-later", "Proprietary"):
        assert not set(re.split(r" AND | OR ", licence)) <= ALLOWED
    package = Message()
    package["Classifier"] = "License :: OSI Approved :: GNU GPL"
    assert sbom.licence_of(package) == "GNU GPL"


def test_the_list_names_each_package_once_with_version_and_hash(sbom: ModuleType) -> None:
    made = sbom.bill(ROOT)
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert made["metadata"]["component"]["name"] == "limelight"
    parts = made["components"]
    references = [part["bom-ref"] for part in parts]
    assert len(references) == len(set(references))
    named = {part["name"] for part in parts}
    assert set(locked()) | {"plotly.js-basic-dist-min", "python"} == named
    for part in parts:
        assert part["purl"] == part["bom-ref"]
        assert part["type"] in {"library", "container"}
        lengths = {"SHA-256": 64, "SHA-512": 128}
        for each in part.get("hashes", []):
            assert re.fullmatch(f"[0-9a-f]{{{lengths[each['alg']]}}}", each["content"])
        assert part.get("hashes") or part["type"] == "container"
    [flask] = [part for part in parts if part["name"] == "flask"]
    assert flask["purl"] == f"pkg:pypi/flask@{locked()['flask']}"
    assert flask["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert made == sbom.bill(ROOT)


def test_it_is_written_where_it_is_asked_for_and_ci_asks_for_it(
    sbom: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "build" / "sbom.cdx.json"
    monkeypatch.setattr("sys.argv", ["sbom.py", str(file)])
    assert sbom.main() == 0
    assert json.loads(file.read_text("utf-8")) == sbom.bill(ROOT)
    assert "make sbom" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_everything_that_is_fetched_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[\w.-]+==)", (ROOT / name).read_text("utf-8"))
        assert [
            entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry
        ] == []
    assert "--require-hashes" in (ROOT / ".ci" / "install.py").read_text("utf-8")
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    for name, version in package["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)  # one version, and no range
        [digest] = [each for file, each in package["limelight"]["integrity"].items() if file.startswith(name)]
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", digest)


def test_a_folder_that_was_moved_still_works() -> None:
    """Scripts that pip makes begin with the path of their Python, which is then another; ours does not."""
    given = re.compile(r"(?:\.venv/bin|\$\(BIN\))/(?!python\b|limelight\b)([\w-]+)")
    assert "#!/bin/sh\n" in (ROOT / ".ci" / "install.py").read_text("utf-8")
    files = [ROOT / "Makefile", ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / ".ci").iterdir()]
    files += [*(ROOT / "docs").glob("*.md"), *(ROOT / "deploy").rglob("*.*")]
    found = {path.name: given.findall(path.read_text("utf-8")) for path in files if path.is_file()}
    assert {name: scripts for name, scripts in found.items() if scripts} == {}
