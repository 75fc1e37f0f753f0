"""A simulation's outcome as one page of plots that needs no server and no network."""

from quiz.charts.trial.page import trial_page

__all__ = ["trial_page"]
