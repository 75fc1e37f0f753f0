"""With another instrument no page says a word of ours, and all that is said of it is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from quiz.charts.card import default_card_svg
from quiz.instrument.file import parse_instrument
from quiz.web.site.scoring import keys_in_words, scoring_page
from tests.cast import Person
from tests.instrument.instrument_texts import SMALL
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import a_room, fresh

OURS = re.compile(
    r"superstar|enabler|ambassador|specialist|\bworks?\b|workplace|\broles?\b|purpose|visibility|\bimpact"
    r"|spotlight|social media|communit|colleague|\bcompany|customer",
    re.IGNORECASE,
)
COOKING = SMALL.replace("Does not fit my work", "Not in my kitchen")
"""Without one of these words."""


@pytest.fixture
def app(tmp_path):
    assert not OURS.search(COOKING)
    file = tmp_path / "cooking.yaml"
    file.write_text(COOKING)
    return app_for(settings_for(tmp_path, instrument=file))


def test_no_page_card_or_preview_says_a_word_of_our_questionnaire(app) -> None:
    said = dict(pages_of(app))
    assert len(said) > 25
    found = {path: sorted(set(OURS.findall(text))) for path, text in said.items()}
    assert {path: words for path, words in found.items() if words} == {}
    assert "How you meet: where do you stand between Host and Guest?" in said["/"]
    assert "Start – 8 questions, about 1 minute" in said["/"]
    assert "Not in my kitchen" in said["/help"]
    assert not OURS.search(default_card_svg())


def pages_of(app) -> Iterator[tuple[str, str]]:
    """What each page says, head and attributes included, by its address."""
    yield from pages_of_two(Person("Ada", app), Person("Ben", app))
    yield from pages_of_a_workshop(app)


FOR_ANYBODY = (
    *("/", "/sample", "/help", "/scoring", "/privacy"),
    *("/workshops", "/join", "/robots.txt", "/nothing-here"),
)


def pages_of_two(ada: Person, ben: Person) -> Iterator[tuple[str, str]]:
    for path in FOR_ANYBODY:
        yield path, text_of(ada, path)
    ada.start("full")
    yield "questionnaire", text_of(ada, f"/questionnaire/{ada.token}")
    ada.submit({})
    yield "what is missing", words(ada.page)
    ada.submit(ada.answers("2") | {"opening-2": "3", "agenda-1": "1"})
    ben.finish("quick", "1")
    shared = ada.share("facets")
    for each in (
        "",
        "/phone",
        "/share-links",
        "/retake",
        "/research",
        "/deletion",
        "/data.csv",
        "/data.json",
    ):
        yield f"result{each}", text_of(ada, f"{ada.result_path}{each}")
    yield "shared", text_of(ben, shared)
    yield "proposing", text_of(ben, f"{shared}/comparison")
    compared = ben.propose(shared)
    yield "proposed", text_of(ben, compared)
    ada.get(ada.result_path)
    waiting = re.search(r'href="(/results/[^"]+/comparisons/[^"]+)"', ada.page)
    assert waiting
    yield "waiting", text_of(ada, waiting[1])
    ada.post(re.findall(r'action="([^"]+)"', ada.page)[0], extent="facets", display_name="Ada")
    yield "compared", text_of(ada, waiting[1])


def pages_of_a_workshop(app) -> Iterator[tuple[str, str]]:
    erin, people = a_room(app, 4)
    for person, option in zip(people, "1232", strict=True):
        assert person.answer(option).status_code == 303
    assert erin.press("reveal").status_code == 303
    fresh(app)
    for each in ("", "/links", "/report", "/deletion", "/team.csv"):
        yield f"workshop{each}", text_of(erin, f"{erin.path}{each}")
    for slide in ("map", "facets", "spread", "guide", "commitments"):
        erin.get(erin.path)
        erin.show(slide)
        yield f"screen, {slide}", text_of(people[0], erin.screen)
    yield "participant", text_of(people[0], people[0].path)
    yield "withdrawal", text_of(people[0], f"{people[0].path}/withdrawal")
    yield "door", text_of(Person("Cleo", app), f"/join/{erin.code}")


def text_of(person: Person, path: str) -> str:
    response = person.get(path)
    assert response.status_code in {200, 404}, path
    return words(response.text)


def words(page: str) -> str:
    """Text and attributes that are read aloud or shown, without names of classes, files and fields."""
    shown = re.findall(r'(?:content|alt|aria-label|title|placeholder)="([^"]*)"', page)
    text = re.sub(
        r"<(script(?! type=.application/json)|style|svg)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL
    )
    return unescape(" ".join([*shown, text]))


BALANCED = "Each facet has as many statements for either end, so one answer to all leads to the middle."


def test_what_is_said_of_the_keys_is_true_of_every_edition() -> None:
    small = parse_instrument(SMALL)
    assert keys_in_words(small) == BALANCED
    full, quick = small.editions["full"], small.editions["quick"]
    more = replace(full, items=(*full.items, replace(full.items[0], id="opening-3")))
    uneven = replace(small, editions={"full": more, "quick": quick})
    assert keys_in_words(uneven) == "Each facet has statements that point to either end."
    one_way = replace(quick, items=tuple(each for each in quick.items if each.id != "opening-2"))
    assert keys_in_words(replace(small, editions={"full": full, "quick": one_way})) == (
        "All statements of these point to one end, and the highest answer to all leads there: Opening."
    )
    situations = replace(full, items=tuple(each for each in full.items if each.id == "ending-situation"))
    assert keys_in_words(replace(small, editions={"full": situations})) == ""


def test_a_table_of_points_has_the_columns_that_statements_use() -> None:
    small = parse_instrument(SMALL)
    whole = scoring_page(small, is_current=True)
    assert [(each.label, each.raising, each.lowering) for each in whole.option_values] == [
        ("Disagree", "0", "100"),
        ("In between", "50", "50"),
        ("Agree", "100", "0"),
    ]
    assert any(whole.situations.values())
    quick = small.editions["quick"]
    raising = replace(quick, items=tuple(each for each in quick.items if each.keyed == "+"))
    some = scoring_page(replace(small, editions={"quick": raising}), is_current=True)
    assert [each.lowering for each in some.option_values] == ["", "", ""]
    assert not any(some.situations.values())
    none = replace(quick, items=(small.editions["full"].items_by_id["ending-situation"],))
    assert scoring_page(replace(small, editions={"quick": none}), is_current=True).option_values == ()
