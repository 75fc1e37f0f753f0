"""docs/measurement.md speaks of the instrument as it is, and of the limits the code has."""

from __future__ import annotations

import re

import pytest

from quiz.cli.simulation import RESPONDENTS, SEED
from quiz.evidence.figures import (
    LEAST_FOR_CORRELATIONS,
    LEAST_FOR_MEANS,
    LEAST_ITEM_REST,
    LEAST_SD,
    NEAR_POLE,
)
from quiz.evidence.worlds import DIFFICULTIES, DISCRIMINATIONS
from quiz.instrument.file import parse_instrument
from quiz.instrument.reading_time import reading_time
from quiz.settings.environment import ROOT

DOCUMENT = (ROOT / "docs" / "measurement.md").read_text("utf-8")
RUNNING = re.sub(r"\s+", " ", DOCUMENT)
REAL = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))


def test_its_figures_are_those_of_this_version_and_seed():
    assert f"Version {REAL.version}, seed {SEED}:" in RUNNING
    assert f"`--n`, {RESPONDENTS:,} for each edition" in RUNNING


def test_its_times_are_those_of_these_words():
    full, quick = (reading_time(REAL.editions[edition], REAL) for edition in ("full", "quick"))
    assert f"{full.usual:.0f} seconds for the full edition ({full.fast:.0f} to {full.slow:.0f} for" in RUNNING
    assert f"{quick.usual:.0f} ({quick.fast:.0f} to {quick.slow:.0f}) for the quick one" in RUNNING


@pytest.mark.parametrize(
    "said",
    [
        f"discriminations of {min(DISCRIMINATIONS)} to {max(DISCRIMINATIONS)} and difficulties",
        f"item-rest correlation below {LEAST_ITEM_REST}",
        f"mean below {NEAR_POLE:.0f}, or above {100 - NEAR_POLE:.0f}",
        f"SD below {LEAST_SD:.0f}",
        f"Below {LEAST_FOR_MEANS} there is no figure",
        f"waits for {LEAST_FOR_CORRELATIONS},",
    ],
)
def test_its_limits_are_the_codes(said):
    assert said in RUNNING
    assert max(DIFFICULTIES) == 0.5  # "half a standard deviation"
