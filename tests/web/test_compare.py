"""Two people compare: one asks, the other agrees, both see the same, and either can end it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from quiz.web.sharing import comparison_pages as lines
from quiz.web.sharing import comparisons as views
from tests.builders import practices_of
from tests.cast import Person


@pytest.fixture
def shared(ada: Person, ben: Person) -> str:
    """Ada, who agrees with everything, shares all facets; Ben, who disagrees, has the link."""
    ada.finish("quick", "5")
    ben.finish("quick", "1")
    return ada.share("facets", display_name="Ada")


def of(person: Person, path: str) -> str:
    """The same comparison, under this person's private link."""
    return re.sub(r"/results/[^/]+", person.result_path, path)


def accept(person: Person, path: str, name: str = "Ada"):
    person.get(of(person, path))
    return person.post(f"{of(person, path)}/acceptance", display_name=name)


def end(person: Person, path: str):
    person.get(of(person, path))
    return person.post(f"{of(person, path)}/withdrawal")


def test_asked_accepted_seen_by_both_withdrawn_and_gone_for_both(ada, ben, cleo, shared):
    path = ben.propose(shared)
    ben.get(path)
    assert "You asked <bdi>Ada</bdi> to compare" in ben.page
    ada.get(ada.result_path)
    assert "Asks to compare results with you." in ada.page
    ada.get(of(ada, path))
    assert "<bdi>Ben</bdi> asks to compare results with you" in ada.page
    assert 'name="display_name" value="Ada"' in ada.page

    assert accept(ada, path).status_code == 303
    for person, you in ((ada, "<bdi>Ada</bdi> (you)"), (ben, "<bdi>Ben</bdi> (you)")):
        assert person.get(of(person, path)).status_code == 200
        assert you in person.page
        assert re.findall(r'data-chart="(\w+)"', person.page) == ["map", "headline", "facets"]
        assert len(re.findall(r'<ol class="talk">(.*?)</ol>', person.page, re.DOTALL)[0].split("<li>")) == 4
        person.get(person.result_path)
        assert "You both agreed." in person.page

    cleo.finish()
    assert cleo.get(of(cleo, path)).status_code == 404
    assert cleo.get(re.sub(r"/results/[^/]+", "/results/" + "x" * 32, path)).status_code == 404

    assert end(ben, path).status_code == 303
    for person in (ada, ben):
        assert person.get(of(person, path)).status_code == 410
        person.get(person.result_path)
        assert "Comparisons" not in person.page
    assert cleo.get(of(cleo, path)).status_code == 404


def test_the_owner_can_decline_and_the_same_question_is_not_asked_twice(ada, ben, shared):
    path = ben.propose(shared)
    assert end(ada, path).status_code == 303
    assert ben.get(path).status_code == 410
    ben.get(f"{shared}/comparison")
    form = {"private_link": ben.result_path, "display_name": "Ben", "extent": "facets"}
    assert ben.post(f"{shared}/comparison", **form).status_code == 422
    assert "You proposed this before, and it was ended." in ben.page
    assert ben.propose(ada.share("facets")) != path


def test_only_the_owner_can_accept(ada, ben, cleo, shared):
    path = ben.propose(shared)
    ben.get(path)
    assert ben.post(f"{path}/acceptance", display_name="Ada").status_code == 403
    cleo.finish()
    cleo.get(f"{cleo.result_path}/deletion")
    for action in ("acceptance", "withdrawal"):
        assert cleo.post(f"{of(cleo, path)}/{action}", display_name="Cleo").status_code == 404
    ben.get(path)
    assert "You asked" in ben.page


def test_before_both_agree_no_page_depends_on_the_others_answers(ada, ben, cleo):
    """Cleo asks what Ben asks, with all other answers: Ada's pages of the two are the same."""
    for person, option in ((ada, "3"), (ben, "1"), (cleo, "5")):
        person.finish("quick", option)
    asked = []
    for person in (ben, cleo):
        path = person.propose(ada.share("facets", display_name="Ada"), display_name="Grace")
        person.get(path)
        asked.append([_alike(person.page)])
        for waiting in (of(ada, path), f"{ada.result_path}/data.json"):
            asked[-1].append(_alike(ada.get(waiting).text))
        assert end(ada, path).status_code == 303
    assert asked[0][:2] == asked[1][:2]
    assert "data-chart" not in "".join(asked[0][:2])


def test_no_statement_answer_or_practice_is_compared(ada, ben, shared):
    ada.get(ada.result_path)
    owners = unescape(ada.page)
    secrets = [item.text for item in ada.app.extensions["limelight"].instrument.editions["quick"].items]
    assert [secret for secret in secrets if secret not in owners] == []
    secrets += practices_of(ada.app.extensions["limelight"].instrument)
    assert len(secrets) == 16 + 16
    path = ben.propose(shared)
    assert accept(ada, path).status_code == 303
    for person in (ada, ben):
        compared = unescape(person.get(of(person, path)).text)
        assert [secret for secret in secrets if secret in compared] == []


def _alike(page: str) -> str:
    """Without links, ids and the forms' tokens, which differ by chance."""
    return re.sub(r"[A-Za-z0-9_.-]{20,}", "…", page)


@pytest.mark.parametrize("extent", ["headline", "domains"])
@pytest.mark.parametrize("narrow", ["owner", "proposer"])
def test_they_see_no_more_than_both_show(ada, ben, extent, narrow):
    ada.finish("quick", "5")
    ben.finish("quick", "1")
    theirs, mine = (extent, "facets") if narrow == "owner" else ("facets", extent)
    path = ben.propose(ada.share(theirs), extent=mine)
    accept(ada, path)
    charts = {"headline": ["headline"], "domains": ["map", "headline"]}[extent]
    for person in (ada, ben):
        person.get(of(person, path))
        assert re.findall(r'data-chart="(\w+)"', person.page) == charts
        for facet in person.app.extensions["limelight"].instrument.facets:
            assert f"<h3>{facet.name}</h3>" not in person.page
            assert facet.low_pole not in person.page


def test_each_facets_difference_is_judged_by_its_error(ada, ben, shared):
    path = ben.propose(shared)
    accept(ada, path)
    ada.get(of(ada, path))
    verdicts = re.findall(r"<strong>((?:Clearly different|Too close to tell)[^<]*)</strong>", ada.page)
    assert len(verdicts) == 8
    assert set(verdicts) <= {
        "Clearly different, by more than both sets of answers leave open.",
        "Too close to tell: both sets of answers leave more open than lies between you.",
    }


def test_facets_are_told_in_thirds_and_all_else_as_about(ada, ben, shared):
    path = ben.propose(shared)
    accept(ada, path)
    ada.get(of(ada, path))
    figures = re.findall(r"<bdi>([^<]*third[^<]*)</bdi>", ada.page)
    assert len(figures) == 8
    assert all(re.fullmatch(r"Ada: (\w+) third, Ben: (\w+) third", each) for each in figures)
    assert re.findall(r"\b(?:17|33|67|83)\b(?! to)", " ".join(figures)) == []


def test_asking_twice_leads_to_the_one_comparison(ben, shared):
    assert ben.propose(shared) == ben.propose(shared, display_name="Benjamin")


def test_two_editions_can_be_compared(ada, ben):
    ada.finish("full", "2")
    ben.finish("quick", "4")
    path = ben.propose(ada.share("facets"))
    accept(ada, path)
    assert ada.get(of(ada, path)).status_code == 200


def test_it_ends_when_the_share_link_is_taken_back(ada, ben, shared):
    path = ben.propose(shared)
    accept(ada, path)
    ada.take_back_all()
    for person in (ada, ben):
        assert person.get(of(person, path)).status_code == 410


def test_it_ends_with_the_share_links_last_day(ada, ben, shared, monkeypatch):
    path = ben.propose(shared)
    accept(ada, path)
    start = datetime.now(UTC).date()
    for days, status in ((7, 200), (8, 410)):
        for module in (views, lines):
            monkeypatch.setattr(module, "still_today", lambda days=days: start + timedelta(days=days))
        assert ben.get(path).status_code == status


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_it_is_gone_when_one_of_them_deletes_their_result(ada, ben, shared, leaver):
    path = ben.propose(shared)
    accept(ada, path)
    leaves, stays = (ada, ben) if leaver == "ada" else (ben, ada)
    leaves.get(f"{leaves.result_path}/deletion")
    leaves.post(f"{leaves.result_path}/deletion")
    assert stays.get(of(stays, path)).status_code == 404
    stays.get(stays.result_path)
    assert "Comparisons" not in stays.page


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "ע" * 40, "👩\u200d🚒", "%{x} <b>B</b>"])
def test_any_name_is_shown_as_it_is_and_never_as_markup(ada, ben, shared, name):
    from markupsafe import escape

    path = ben.propose(shared, display_name=name)
    accept(ada, path)
    ada.get(of(ada, path))
    assert f"<bdi>{escape(name)}</bdi>" in ada.page
    assert "<script>alert" not in ada.page
    assert "<b>B" not in ada.page


def test_a_private_link_is_not_shown_and_in_no_address(ada, ben, shared):
    path = ben.propose(shared)
    accept(ada, path)
    for page in (ada.result_path, of(ada, path)):
        ada.get(page)
        assert ben.token not in ada.page
    ben.get(path)
    assert ada.token not in ben.page


def test_when_one_accepts_while_the_other_withdraws_it_has_ended(ada, ben, shared):
    for _ in range(5):
        path = ben.propose(ada.share("facets"))
        ada.get(of(ada, path))
        ben.get(path)
        with ThreadPoolExecutor(2) as both:
            accepting = both.submit(
                ada.client.post,
                f"{of(ada, path)}/acceptance",
                data={"csrf_token": ada.hidden("csrf_token"), "display_name": "Ada"},
            )
            ending = both.submit(
                ben.client.post, f"{path}/withdrawal", data={"csrf_token": ben.hidden("csrf_token")}
            )
        assert ending.result().status_code == 303
        assert accepting.result().status_code in {303, 410}
        assert ada.get(of(ada, path)).status_code == 410
