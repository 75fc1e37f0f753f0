"""A trial as a page: what simulated respondents show of an instrument."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.charts.evidence.conduct_panels import careless_panel, confusion_panel, time_panel
from quiz.charts.evidence.page import Panel, standalone_page
from quiz.charts.evidence.recovery_panels import coverage_panel, parts_panel, points_panel
from quiz.evidence.simulation import DIFFICULTIES, DISCRIMINATIONS, DOMAIN_SHARE, GENERAL_SHARE
from quiz.evidence.trial import EditionTrial
from quiz.instrument.instrument import Instrument


def trial_page(trials: Sequence[EditionTrial], instrument: Instrument, seed: int) -> str:
    """The whole page for these editions of one instrument, drawn with this seed."""
    title = f"{instrument.title}, version {instrument.version}: what simulated respondents show"
    return standalone_page(title, _about(trials, instrument, seed), trial_panels(trials, instrument))


def trial_panels(trials: Sequence[EditionTrial], instrument: Instrument) -> tuple[Panel, ...]:
    """All that the page shows, in its order."""
    return (
        points_panel(trials, instrument),
        parts_panel(trials, instrument),
        coverage_panel(trials, instrument),
        *(confusion_panel(trial, instrument) for trial in trials),
        careless_panel(trials, instrument),
        time_panel(trials, instrument),
    )


def _about(trials: Sequence[EditionTrial], instrument: Instrument, seed: int) -> tuple[str, str]:
    low, high = min(DISCRIMINATIONS), max(DISCRIMINATIONS)
    count = f"{trials[0].respondents:,} for each of {len(trials)} editions, seed {seed}"
    what = (
        f"Nobody answered here. Respondents were drawn ({count}), whose true positions are known; they "
        "answered through a graded response model (Samejima, 1969) and were scored as people are. So this "
        "tells what the arithmetic and the number of items can do. Whether these words measure what they are "
        "meant to, only real answers can tell."
    )
    model = (
        f"The model takes all items to be about as good: discriminations of {low} to {high}, difficulties "
        f"within {max(DIFFICULTIES)} standard deviations of the middle; facet positions correlate "
        f"{GENERAL_SHARE + DOMAIN_SHARE:.2f} within a domain and {GENERAL_SHARE:.2f} across. "
        f"Instrument {instrument.id}, SHA-256 {instrument.sha256}."
    )
    return what, model
