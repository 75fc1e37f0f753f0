"""What people type into a workshop, by mistake or to break it: said in a sentence, and nothing breaks."""

from __future__ import annotations

import csv
import io
import zipfile
from html import unescape
from itertools import product

import pytest
import regex
from flask import Flask

from tests.cast import Person
from tests.web.rooms import LEVELS, Facilitator, Participant, a_revealed_room, a_room, facilitator_of, fresh

FORMULA = '=HYPERLINK("http://evil.example","x")'
TITLES = {
    "script": ("</title><script>alert(1)</script>", "</title><script>alert(1)</script>"),
    "template": ("{{7*7}} ${7*7}", "{{7*7}} ${7*7}"),
    "overrides": ("abc\u202edef\u2066", "abcdef"),
    "zero width": ("Mon\u200bday\ufeff", "Monday"),
    "emoji": ("\U0001f469\u200d\U0001f680 Team", "\U0001f469\u200d\U0001f680 Team"),
    "one long word": ("x" * 60, "x" * 60),
    "NUL and line ends": ("Mon\x00day\r\nSet-Cookie: a=b", "Monday Set-Cookie: a=b"),
    "a formula": (FORMULA, FORMULA),
}
"""What is typed, and what everybody reads."""


@pytest.mark.parametrize("kind", TITLES)
def test_a_title_is_shown_as_text_on_every_screen_and_moves_nothing(app: Flask, kind: str) -> None:
    typed, shown = TITLES[kind]
    erin, (ada, *_) = a_revealed_room(app, title=typed)
    for viewer, path in (
        (erin, erin.path),
        (erin, erin.screen),
        (ada, ada.path),
        (erin, f"{erin.path}/report"),
    ):
        answer = viewer.get(path)
        assert answer.status_code == 200
        assert shown in unescape(viewer.page)
        assert "<script>alert" not in viewer.page
        assert not {"\u202e", "\u2066", "\u200b", "\ufeff", "\x00"} & set(viewer.page)
        assert "Set-Cookie: a=b" not in str(answer.headers)
    for file in ("team.csv", "team.xlsx"):
        disposition = erin.get(f"{erin.path}/{file}").headers["Content-Disposition"]
        assert disposition == f'attachment; filename="limelight-{file}"'


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("e" + "\u0301" * 500, "too many marks on one of them"),
        ("\u202e\u200b\ufeff", "Give the workshop a title"),
        ("\ue000", "cannot be shown"),
        ("\U000e0041" * 10, "Give the workshop a title"),
    ],
    ids=["500 accents", "invisible signs", "a sign of nobody's", "tags"],
)
def test_a_title_that_cannot_be_shown_is_refused_in_a_sentence(
    app: Flask, ada: Person, typed: str, words: str
) -> None:
    ada.get("/workshops")
    form = {"title": "Monday", "edition": "quick", "minimum_group": "3", "keep_days": "7"}
    refused = ada.post("/workshops", **{**form, "title": typed})
    assert refused.status_code == 422
    assert words in refused.text


def test_however_much_is_typed_anywhere_little_of_it_is_looked_at(
    app: Flask, ben: Person, normalized: list[str]
) -> None:
    """A title of 31,000 accents in the wrong order took 1.5 s, and everybody else waited."""
    erin, (ada, *_) = a_revealed_room(app, may_bring="y")
    ben.finish()
    normalized.clear()
    texts = (
        "e" + "\u0301" * 15_500 + "\u0316" * 15_000,
        "\ufdfa" * 20_000,
        "e\u0301\u0316" * 12_000,
        "CFGHJM" * 9_000,
    )
    for (path, field), text in product(FIELDS, texts):
        address = path.format(
            workshop=erin.path, code=erin.code, participant=ada.path, result=ben.result_path
        )
        refused = ben.client.post(
            address,
            data=f"edition=quick&minimum_group=3&keep_days=7&{field}={text}".encode(),
            content_type="application/x-www-form-urlencoded",
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert refused.status_code in {400, 404, 409, 422}, address
    for text in texts:
        assert ben.get(f"/join/{text[:3_000]}").status_code == 404
    assert max(map(len, normalized), default=0) <= 4_000
    assert all(len(letter) <= 12 for text in normalized for letter in regex.findall(r"\X", text))


FIELDS = (
    ("/workshops", "title"),
    ("/workshops", "zzz"),
    ("/join", "code"),
    ("/join/{code}", "private_link"),
    ("/join/{code}/return", "paper_code"),
    ("{participant}/commitment", "commitment"),
    ("{workshop}/commitments/removal", "commitment"),
    ("{result}/share-links/preview", "display_name"),
)


@pytest.mark.parametrize("text", [FORMULA, "+1+1", "-2", "@SUM(A1)", "\uff1d1+1", "\uff0b1", 'a,b"c;d'])
def test_a_sentence_is_a_sentence_in_both_tables_and_never_a_formula(app: Flask, text: str) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    ada.get(ada.path)
    assert ada.post(f"{ada.path}/commitment", commitment=text).status_code == 303
    rows = list(csv.reader(io.StringIO(erin.get(f"{erin.path}/team.csv").text.lstrip("\ufeff"))))
    (kept,) = rows[rows.index(["Commitment"]) + 1]
    assert kept.removeprefix("'") == text
    assert not any(cell.startswith(tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")) for row in rows for cell in row)
    book = zipfile.ZipFile(io.BytesIO(erin.get(f"{erin.path}/team.xlsx").data))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets"))
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets.lower()
    assert unescape(book.read("xl/sharedStrings.xml").decode()).count(text) == 1


def test_more_than_is_asked_for_changes_nothing(app: Flask) -> None:
    more = {"is_admin": "yes", "revealed": "true", "stage": "revealed", "round": "9", "is_scored": "true"}
    erin, people = a_room(app, 2, **more)
    for person in people:
        person.answer()
    assert (
        "Too few"
        in erin.post(f"{erin.path}/moves", move="reveal", minimum="1", minimum_group="1", **more).text
    )
    state = erin.get(f"{erin.screen}/state").get_json()
    assert (state["stage"], state["slide"], state["round"]) == ("answering", "", 1)
    assert erin.post(f"{erin.path}/moves", move=["reveal", "close"]).status_code == 400
    assert erin.post(f"{erin.path}/moves", move="explode").status_code == 400
    assert erin.post(f"{erin.path}/slide", slide="../map").status_code == 400


@pytest.mark.parametrize("number", ["2", "0", "-1", "101", "3.5", "٣", "1e1", "", " ", "999999999999"])
def test_a_smallest_group_below_three_or_out_of_all_bounds_is_refused(app: Flask, number: str) -> None:
    erin = facilitator_of(app)
    refused = erin.post(f"{erin.path}/minimum", minimum_group=number)
    assert refused.status_code == 409
    assert "from 3 to 100" in refused.text
    assert f'name="minimum_group" inputmode="numeric" value="{number}"' in refused.text


def test_a_day_that_is_refused_comes_again_as_it_was_typed(app: Flask) -> None:
    erin, people = a_room(app, 4)
    for person in people:
        person.answer()
    assert erin.press("reveal").status_code == 303
    refused = erin.post(f"{erin.path}/next-round", next_round_on="2001-02-03")
    assert refused.status_code == 409
    assert 'type="date" value="2001-02-03"' in refused.text


def test_ids_of_another_workshop_open_nothing_here(app: Flask) -> None:
    erin, finn = facilitator_of(app), facilitator_of(app)
    finn.post(f"{finn.path}/co-facilitators")
    finn.get(f"{finn.path}/links")
    co_id = finn.page.partition("/co-facilitators/")[2].partition("/")[0]
    assert len(co_id) == 22
    erin.get(f"{erin.path}/links")
    assert erin.post(f"{erin.path}/co-facilitators/{co_id}/revocation").status_code == 404
    for path in (finn.path, f"{finn.path}/links", f"{finn.path}/report"):
        assert erin.client.get(path, headers={"Cookie": cookie_of(erin)}).status_code == 404
    assert finn.get(finn.path).status_code == 200


def cookie_of(erin: Facilitator) -> str:
    return f"limelight-facilitator={erin.secret_link().rsplit('/', 1)[1]}"


def test_a_form_that_was_open_when_the_round_closed_loses_no_answer(app: Flask) -> None:
    erin, (ada, ben, *_) = a_room(app, 2)
    for person in (ada, ben):
        person.get(f"/questionnaire/{person.token}")
    answers = ada.answers("4")
    assert ben.save(dict.fromkeys(ben.items[:3], 2)).status_code == 204
    erin.press("close")
    sent = ada.submit(answers)
    assert "round had ended" in ada.get(sent.location).text
    fresh(app)
    assert "This round is closed" in ben.get(ben.path).text
    ben.get(f"/questionnaire/{ben.token}")
    assert len(ben.checked()) == 3
    late = Participant("Cleo", app).join(erin.code)
    assert (late.status_code, "This round is closed" in late.text) == (409, True)


def test_answers_sent_before_anybody_may_answer_are_kept_and_not_counted(app: Flask) -> None:
    erin, other = facilitator_of(app), Person("Cleo", app)
    ada = Participant("Ada", app)
    ada.join(erin.code)
    other.start()
    sent = ada.client.post(
        f"/questionnaire/{ada.token}", data={**other.form, **other.answers("4")},
        headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip
    assert sent.location == ada.path
    fresh(app)
    assert erin.get(f"{erin.screen}/state").get_json()["finished"] == 0
    erin.get(erin.path)
    erin.press("open")
    fresh(app)
    ada.get(f"/questionnaire/{ada.token}")
    assert set(ada.checked().values()) == {"4"}
    assert ada.submit({}).status_code == 303


@pytest.mark.parametrize(("count", "is_shown"), [(0, False), (1, False), (2, False), (3, True)])
@pytest.mark.parametrize("is_alike", [True, False])
def test_so_few_and_all_alike_break_nothing(app: Flask, count: int, is_shown: bool, is_alike: bool) -> None:
    erin, people = a_room(app, count)
    for number, person in enumerate(people):
        assert person.answer("3" if is_alike else LEVELS[number]).status_code == 303
    pressed = erin.press("reveal")
    fresh(app)
    assert (pressed.status_code == 303) == is_shown
    for path in (erin.path, erin.screen, f"{erin.screen}/state", *(person.path for person in people)):
        assert (people[0] if people and path == people[0].path else erin).client.get(path).status_code == 200
    assert erin.get(f"{erin.path}/report").status_code == (200 if is_shown else 404)
