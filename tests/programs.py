"""Programs of the system that some tests need."""

from __future__ import annotations

import os
import shutil

import pytest

_WITH_ADMIN_TOOLS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


def program(name: str, package: str) -> str:
    """Its path. Where it is missing the test is skipped; under CI=true it fails."""
    found = shutil.which(name, path=_WITH_ADMIN_TOOLS)
    if found is None:
        missing = f"{name} is not installed (Debian's package {package})"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found
