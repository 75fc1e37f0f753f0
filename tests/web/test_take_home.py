"""What a facilitator takes home: files of aggregates, never before the reveal and never a person."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from flask import Flask

from tests.web.rooms import a_revealed_room, a_room


@pytest.mark.parametrize("path", ["report", "team.csv", "team.xlsx"])
def test_before_the_reveal_there_is_nothing_to_take_home(app: Flask, path: str) -> None:
    erin, people = a_room(app, 4)
    for person in people:
        person.answer()
    assert erin.get(f"{erin.path}/{path}").status_code == 404
    erin.get(erin.path)
    erin.press("reveal")
    assert erin.get(f"{erin.path}/{path}").status_code == 200
    erin.get(erin.path)
    erin.press("undo")
    assert erin.get(f"{erin.path}/{path}").status_code == 404


def test_files_to_take_home_hold_no_row_per_person_and_no_formula(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    ada.get(ada.path)
    ada.post(f"{ada.path}/commitment", commitment='=HYPERLINK("x")')
    rows = list(csv.reader(io.StringIO(erin.get(f"{erin.path}/team.csv").text.lstrip("\ufeff"))))
    assert ["People in the picture", "4"] in rows
    assert not [row for row in rows if row and row[0].startswith("=")]
    book = zipfile.ZipFile(io.BytesIO(erin.get(f"{erin.path}/team.xlsx").data))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "<f>" not in sheets
    for person_token in (ada.token,):
        assert person_token not in sheets
