"""What others see of a result that is sharpened: what they saw before, until its owner says otherwise."""

from __future__ import annotations

import re

from flask import Flask

from tests.cast import Person
from tests.web.rooms import Participant, a_revealed_room, facilitator_of
from tests.web.test_short_way_to_save import kept


def shown_to(person: Person, path: str) -> str:
    """The page but for the token of its forms, which tells the second."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", person.get(path).text)


def test_what_was_shared_stays_until_its_owner_shares_anew(ada: Person, cleo: Person) -> None:
    ada.finish("quick", "5")
    old = ada.share()
    before = cleo.get(old).text
    ada.sharpen()
    ada.submit(ada.answers("1"))
    assert cleo.get(old).text == before
    said = "It goes on showing your result of then: quick questionnaire."
    assert said in ada.get(f"{ada.result_path}/share-links").text
    new = ada.share()
    assert "Standard" in cleo.get(new).text
    assert "Quick" in cleo.get(old).text


def test_a_link_is_not_made_from_a_preview_of_fewer_questions(ada: Person) -> None:
    ada.finish("quick")
    links = f"{ada.result_path}/share-links"
    ada.get(links)
    form = {"link_id": ada.hidden("link_id"), "extent": "facets", "display_name": "", "expiry": "7"}
    assert ada.post(f"{links}/preview", **form).status_code == 200
    form["edition"] = ada.hidden("edition")
    ada.sharpen()
    ada.submit(ada.answers("1"))
    ada.get(links)
    early = ada.post(links, **form)
    assert early.status_code == 409
    assert "Preview it again to see what others will see." in early.text
    assert "/shared/" not in ada.get(links).text
    form["edition"] = "standard"
    assert ada.post(links, **form).status_code == 303


def test_a_comparison_stays_as_both_agreed_to_it(ada: Person, ben: Person) -> None:
    ada.finish("quick", "5")
    shared = ada.share(display_name="Ada")
    ben.finish("quick", "1")
    path = ben.propose(shared)
    comparison = path.rsplit("/", 1)[1]
    ada.get(f"{ada.result_path}/comparisons/{comparison}")
    ada.post(f"{ada.result_path}/comparisons/{comparison}/acceptance", display_name="Ada")
    before = shown_to(ben, path)
    for person in (ada, ben):
        person.sharpen()
        person.submit(person.answers("3"))
    assert shown_to(ben, path) == before


def test_a_sharper_result_is_brought_to_a_workshop_of_fewer_questions(app: Flask) -> None:
    erin = facilitator_of(app, may_bring="y")
    ada = Participant("Ada", app)
    ada.finish("quick", "4")
    ada.sharpen()
    ada.submit(ada.answers("1"))
    whole = kept(ada)["responses"]
    assert ada.join(erin.code, private_link=ada.result_path).status_code == 303
    brought = kept(ada)
    assert brought["edition"] == "quick"
    assert set(brought["responses"].values()) == {4}
    assert len(brought["responses"]) == 16 < len(whole)


def test_a_participant_goes_on_once_the_round_is_closed(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    assert "Sharpen it" not in ada.get(f"/results/{ada.token}").text
    early = ada.post(f"/results/{ada.token}/sharpening", edition="standard")
    assert early.location == f"/results/{ada.token}"
    erin.get(erin.path)
    erin.press("close")
    before = shown_to(ada, ada.path)
    person = Person("Ada", app, token=ada.token)
    person.sharpen()
    assert person.submit(person.answers("1")).location == f"{person.result_path}?sent=sharpened"
    assert shown_to(ada, ada.path) == before
    assert kept(person)["edition"] == "standard"


def test_a_counted_score_stays_where_it_was_counted_and_the_page_says_so(ada: Person) -> None:
    ada.finish("quick")
    ada.get(ada.result_path)
    ada.post(f"{ada.result_path}/standing", counts="yes")
    said = "Your own score counts among those of “Quick questionnaire”, as it was when you let it count."
    assert said not in ada.get(ada.result_path).text
    ada.sharpen()
    ada.submit(ada.answers("1"))
    assert said in ada.get(ada.result_path).text
    ada.post(f"{ada.result_path}/standing")
    ada.post(f"{ada.result_path}/standing", counts="yes")
    assert said not in ada.get(ada.result_path).text
