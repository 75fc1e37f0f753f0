"""One facet is spoken of alike on every screen and in every file: they are all made of the same figures."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from tests.web.rooms import Facilitator, Participant, a_room

SLIDES = ("map", "facets", "guide", "together")
ALIKE = re.compile(r"\b(all alike|nobody here|hardly anybody|close together|furthest apart)\b")

FIGURES = re.compile(r"at least \d+ lean|\d\+")


def answered(app: Flask, people: list[Participant], levels: list[tuple[str, str]]) -> None:
    """Each person gives one answer to what is keyed "+" and another to what is keyed "-"."""
    instrument = app.extensions["limelight"].instrument
    items = instrument.editions["quick"].items
    for person, (plus, minus) in zip(people, levels, strict=True):
        person.get(f"/questionnaire/{person.token}")
        answers = {item.id: plus if getattr(item, "keyed", "+") == "+" else minus for item in items}
        assert person.submit(answers).status_code == 303


def revealed(app: Flask, levels: list[tuple[str, str]]) -> tuple[Facilitator, list[Participant]]:
    erin, people = a_room(app, len(levels))
    answered(app, people, levels)
    erin.get(erin.path)
    assert erin.press("reveal").status_code == 303
    return erin, people


def everything(erin: Facilitator, person: Participant) -> dict[str, str]:
    told = {path: erin.get(f"{erin.path}{path}").text for path in ("", "/report", "/team.csv")}
    for slide in SLIDES:
        erin.get(erin.path)
        assert erin.show(slide).status_code == 303
        told[slide] = erin.get(erin.screen).text
    told["phone"] = person.get(person.path).text
    book = zipfile.ZipFile(io.BytesIO(erin.get(f"{erin.path}/team.xlsx").data))
    told["/team.xlsx"] = "".join(book.read(name).decode() for name in book.namelist() if "haredS" in name)
    return {name: unescape(text).replace('""', '"') for name, text in told.items()}


def test_three_against_two_are_said_to_stand_on_both_sides(app: Flask) -> None:
    """Three answer 1 to "+" and 3 to "-", two 5 and 3: scores of 25 and 75, each with a wide band."""
    erin, people = revealed(app, [("1", "3")] * 3 + [("5", "3")] * 2)
    told = everything(erin, people[0])
    for name in ("/report", "/team.csv", "/team.xlsx", "facets", "guide", "phone"):
        assert re.search("at least 2 lean to “[^”]+”, at least 2 lean to “", told[name]), name
    assert not [name for name, text in told.items() if ALIKE.search(text)]


@pytest.mark.parametrize("levels", [[("5", "1")] * 3, [("5", "1"), ("1", "5"), ("3", "3")]])
def test_three_people_are_told_no_figure_whatever_they_answered(
    app: Flask, levels: list[tuple[str, str]]
) -> None:
    erin, people = revealed(app, levels)
    told = everything(erin, people[0])
    assert not [
        name
        for name, text in told.items()
        if re.search(r"at least \d+ lean|\d\+", text) or ALIKE.search(text)
    ]
    assert "No figure can be told in this picture." in told["facets"]
    assert "What would somebody new wonder about?" in told["together"]


@pytest.mark.sqlite_only("PostgreSQL has its own ways with what was deleted")
def test_a_sentence_that_was_changed_or_emptied_is_in_no_file(app: Flask, tmp_path: Path) -> None:
    _, (ada, *_) = revealed(app, [("1", "3")] * 4)
    for text in ("I will ask the quokkas", "I will ask the axolotls", ""):
        ada.get(ada.path)
        assert ada.post(f"{ada.path}/commitment", commitment=text).status_code == 303
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("limelight.db*"))
    assert b"quokkas" not in kept
    assert b"axolotls" not in kept
