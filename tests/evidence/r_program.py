"""R as the reference: runs a program and reads what it prints; tests skip where R or a package is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

TIMEOUT = 120

# Numbers in 17 digits, as a JSON array; R itself brings no JSON.
_AS_JSON = """
json <- function(x) paste0("[", paste(sprintf("%.17g", as.numeric(x)), collapse = ","), "]")
named <- function(...) { l <- list(...)
  cat("{", paste0('"', names(l), '":', lapply(l, json), collapse = ","), "}", sep = "") }
"""


def needs_r(*packages: str) -> pytest.MarkDecorator:
    """Skips the test, with the reason, where Rscript or one of the packages is missing."""
    return pytest.mark.skipif(bool(reason := _missing(packages)), reason=reason)


def run_r(program: str) -> dict[str, Any]:
    """What the program gives to `named(…)`, as lists of numbers."""
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", _AS_JSON + program],
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :].replace("NA", "null"))
    return found


def _missing(packages: tuple[str, ...]) -> str:
    if shutil.which("Rscript") is None:
        return "R is not installed (Debian: r-base-core)"
    for package in packages:
        probe = ["Rscript", "--vanilla", "-e", f"library({package})"]
        if subprocess.run(probe, capture_output=True, timeout=TIMEOUT, check=False).returncode:
            return f"R's package {package} is not installed (Debian: r-cran-{package.lower()})"
    return ""
