"""The commands as they are given, on an installation of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.cli import limelight
from quiz.cli.installation import Installation
from quiz.store.retention.rules import Periods

Give = Callable[..., Result]

PERIODS = Periods(unfinished_days=30, results_days=None, ended_days=365)


@pytest.fixture
def give(database_url: str, tmp_path: Path) -> Give:
    """Gives a command; what it says, and its exit status."""
    installation = Installation(database_url, tmp_path / "instance", PERIODS)

    def give(*arguments: object) -> Result:
        result = CliRunner().invoke(limelight, [str(argument) for argument in arguments], obj=installation)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return give
