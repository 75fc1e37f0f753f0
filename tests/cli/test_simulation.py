"""`limelight instrument simulate`: figures that come again with a seed, and a page that stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.evidence.worlds import WORLDS
from tests.cli.conftest import Give
from tests.instrument.instrument_texts import INSTRUMENTS

SMALL = INSTRUMENTS / "small.yaml"


@pytest.fixture
def database_url() -> str:
    return "sqlite:////nowhere/no.db"  # it needs none


def test_it_prints_recovery_archetypes_carelessness_and_time(give: Give) -> None:
    said = give("instrument", "simulate", SMALL, "--n", "100")
    assert said.exit_code == 0
    for part in (
        "100 simulated respondents",
        "headline",
        "facets",
        "straight-lining",
        "guessing",
        "told to people",
    ):
        assert part in said.output


def test_the_same_seed_prints_the_same_and_another_does_not(give: Give) -> None:
    runs = [
        give("instrument", "simulate", SMALL, "--n", "100", "--seed", seed).output for seed in ("5", "5", "6")
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


@pytest.mark.parametrize("world", WORLDS)
def test_each_world_says_what_it_is_and_how_many_facets_it_names(give: Give, world: str) -> None:
    said = give("instrument", "simulate", SMALL, "--n", "100", "--world", world, "--edition", "quick")
    assert said.exit_code == 0
    assert WORLDS[world].about.split(",")[0] in said.output
    assert "named at the median" in said.output
    assert "0.95" in said.output


def test_one_edition_alone_has_the_figures_it_has_among_all(give: Give) -> None:
    both = give("instrument", "simulate", SMALL, "--n", "100").output.splitlines()
    alone = give("instrument", "simulate", SMALL, "--n", "100", "--edition", "quick").output.splitlines()
    figures = [line.split() for line in alone if "headline " in line]
    assert len(figures) == 1
    assert figures[0] in [line.split() for line in both]


def test_it_writes_one_page_that_needs_nothing_else(give: Give, tmp_path: Path) -> None:
    page = tmp_path / "trial.html"
    said = give("instrument", "simulate", SMALL, "--n", "100", "--output", page)
    assert said.output.endswith(f"{page}: written.\n")
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "Plotly.newPlot" in text


def test_a_broken_instrument_is_told_with_its_faults(give: Give) -> None:
    said = give("instrument", "simulate", INSTRUMENTS / "many-faults.yaml")
    assert said.exit_code == 1
    assert "many-faults.yaml:2:5: id: got 'Many'" in said.output


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--n", "99"), "99 is not in the range x>=100"),
        (("--world", "best"), "'best' is not one of"),
        (("--edition", "long"), "There is no edition long; there are"),
        (("--output", "/nowhere/page.html", "--n", "100"), "No such file or directory: /nowhere/page.html"),
    ],
)
def test_what_cannot_be_is_told(give: Give, options: tuple[str, ...], told: str) -> None:
    said = give("instrument", "simulate", SMALL, *options)
    assert said.exit_code in {1, 2}
    assert told in said.output
