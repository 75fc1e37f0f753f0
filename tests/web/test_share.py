"""Making share links, seeing what others will see before, and taking links back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quiz.store.database.engine import reading
from quiz.store.share_links import ShareLink, load_share_links, new_link_id
from quiz.web.sharing.links import MOST_LINKS
from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.writes import writes_of

ARTICLE = re.compile(r'<article class="shared-result".*?</article>', re.DOTALL)


def links_of(person: Person) -> tuple[ShareLink, ...]:
    with reading(person.app.extensions["limelight"].engine) as connection:
        return load_share_links(connection, person.token)


def form_of(person: Person, **wishes: object) -> dict[str, object]:
    person.get(f"{person.result_path}/share-links")
    form = {"link_id": person.hidden("link_id"), "extent": "headline", "display_name": "", "expiry": "30"}
    return form | wishes


@pytest.fixture
def ada_with_result(ada: Person) -> Person:
    ada.finish("quick", "4")
    return ada


@pytest.mark.parametrize("extent", ["headline", "domains", "facets"])
def test_the_preview_is_letter_by_letter_what_others_will_see(ada_with_result, cleo, extent):
    ada = ada_with_result
    form = form_of(ada, extent=extent, display_name="Ada")
    assert ada.post(f"{ada.result_path}/share-links/preview", **form).status_code == 200
    (previewed,) = ARTICLE.findall(ada.page)
    shared = ada.share(extent, display_name="Ada")
    cleo.get(shared)
    (seen,) = ARTICLE.findall(cleo.page)
    without_buttons = re.sub(r'<div class="stack no-print">.*?</div>', "", seen, flags=re.DOTALL)
    assert without_buttons.split() == previewed.split()


@pytest.mark.sqlite_only("SQLite tells of each statement that it runs")
def test_nothing_is_public_before_the_second_click(ada_with_result):
    ada = ada_with_result
    with writes_of(ada.app) as writes:
        ada.get(f"{ada.result_path}/share-links")
        ada.post(f"{ada.result_path}/share-links/preview", **form_of(ada))
    assert writes == []
    assert links_of(ada) == ()
    assert "data:image/png;base64," in ada.page


@pytest.mark.parametrize(("expiry", "days"), [("7", 7), ("30", 30), ("90", 90), ("never", None)])
def test_a_link_lasts_as_long_as_was_chosen(ada_with_result, expiry, days):
    ada_with_result.share("domains", expiry=expiry, display_name="Ada", is_findable="y")
    (link,) = links_of(ada_with_result)
    today = datetime.now(UTC).date()
    assert link.expires_on == (today + timedelta(days=days) if days else None)
    assert (link.extent, link.display_name, link.is_findable) == ("domains", "Ada", True)


def test_the_list_names_each_link_by_its_last_four_characters(ada_with_result):
    ada = ada_with_result
    shared = ada.share("facets", display_name="Ada")
    ada.share("headline")
    assert f"…{shared[-4:]}" in ada.page
    assert ada.page.count("Take this link back") == 2
    assert "Made just now." in ada.page


def test_pressing_make_twice_makes_one_link(ada_with_result):
    ada = ada_with_result
    form = form_of(ada)
    for _ in range(2):
        assert ada.post(f"{ada.result_path}/share-links", **form).status_code == 303
    assert len(links_of(ada)) == 1


def test_change_it_leads_back_with_everything_kept(ada_with_result):
    ada = ada_with_result
    form = form_of(ada, extent="domains", display_name="Ada", expiry="90", is_findable="y", change="yes")
    assert ada.post(f"{ada.result_path}/share-links/preview", **form).status_code == 200
    assert 'value="Ada"' in ada.page
    assert ada.hidden("link_id") == form["link_id"]
    checked = re.findall(r'id="([\w-]+)" value="[^"]*" checked', ada.page)
    assert checked == ["extent-domains", "expiry-90", "is-findable"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("display_name", "x" * 41, "The name is too long. Use at most 40 letters."),
        ("display_name", "Ada\ue000", "The name holds a character that cannot be shown."),
        ("display_name", "a" + "\u0301" * 500, "The name is too long. Use at most 40 letters."),
        ("extent", "everything", "Choose what others will see."),
        ("expiry", "1000", "Choose how long it shall be open."),
    ],
)
@pytest.mark.parametrize("step", ["", "/preview"])
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_typed_is_lost(
    ada_with_result, field, value, sentence, step
):
    ada = ada_with_result
    form = form_of(ada, **{"display_name": "Ada", field: value})
    assert ada.post(f"{ada.result_path}/share-links{step}", **form).status_code == 422
    assert "<title>Error: " in ada.page
    assert sentence in ada.page
    assert f'href="#{field.replace("_", "-")}' in ada.page
    assert ada.hidden("link_id") == form["link_id"]
    assert links_of(ada) == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t Lovelace ", "Ada Lovelace"),
        ("A\x00d\x07a", "Ada"),
        ("\u202eAda\u200b", "Ada"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{7*7}} ${x}", "{{7*7}} ${x}"),
        ("Ada\r\nSet-Cookie: a=b", "Ada Set-Cookie: a=b"),
        ("../../x</title>", "../../x</title>"),
    ],
)
def test_a_name_is_cleaned_of_what_cannot_be_seen_and_shown_as_it_is(ada_with_result, cleo, typed, kept):
    from markupsafe import escape

    shared = ada_with_result.share("headline", display_name=typed)
    assert links_of(ada_with_result)[0].display_name == kept
    cleo.get(shared)
    assert f"<bdi>{escape(kept)}</bdi>" in cleo.page
    assert "<script>alert" not in cleo.page


def test_a_name_in_bytes_that_are_no_text_is_no_fault(ada_with_result):
    ada = ada_with_result
    form = form_of(ada)
    body = "&".join(f"{name}={value}" for name, value in form.items() if name != "display_name")
    sent = ada.client.post(
        f"{ada.result_path}/share-links",
        data=f"{body}&csrf_token={ada.hidden('csrf_token')}&display_name=".encode() + b"A%FF%FEda\xff",
        content_type="application/x-www-form-urlencoded",
    )
    assert sent.status_code in {303, 400, 422}
    assert all(link.display_name.isprintable() for link in links_of(ada))


@pytest.mark.parametrize("link_id", ["", "short", "x" * 23, "x" * 21 + "/", "x" * 21 + "٣", "x" * 22 + "\n"])
def test_a_link_id_that_no_page_of_ours_sends_is_refused(ada_with_result, link_id):
    form = form_of(ada_with_result, link_id=link_id)
    assert ada_with_result.post(f"{ada_with_result.result_path}/share-links", **form).status_code == 400


def test_a_field_sent_twice_is_refused_and_one_too_many_is_ignored(ada_with_result):
    ada = ada_with_result
    twice = form_of(ada, extent=["headline", "facets"])
    assert ada.post(f"{ada.result_path}/share-links", **twice).status_code == 400
    more = form_of(ada, owner_hash="x", revoked_on="2020-01-01", token_hash="x")
    assert ada.post(f"{ada.result_path}/share-links", **more).status_code == 303
    assert links_of(ada)[0].revoked_on is None


def test_a_result_has_so_many_links_and_no_more(ada_with_result):
    ada = ada_with_result
    engine = ada.app.extensions["limelight"].engine
    from quiz.store.database.engine import writing
    from quiz.store.share_links import issue_share_link
    from tests.store.people import a_wish

    with writing(engine) as connection:
        for _ in range(MOST_LINKS):
            issue_share_link(connection, ada.token, a_wish(), datetime.now(UTC).date())
    ada.get(ada.result_path + "/share-links")
    assert f"{MOST_LINKS} share links already" in ada.page
    form = {"link_id": new_link_id("whoever wishes"), "extent": "headline", "display_name": "", "expiry": "7"}
    assert ada.post(f"{ada.result_path}/share-links", **form).status_code == 422
    assert len(links_of(ada)) == MOST_LINKS


def test_making_links_is_limited_by_the_private_link(ada_with_result, ben):
    ada = ada_with_result
    ben.finish()
    form = form_of(ada)
    statuses = [ada.post(f"{ada.result_path}/share-links", **form).status_code for _ in range(31)]
    assert statuses == [303] * 30 + [429]
    refused = ada.post(f"{ada.result_path}/share-links", **form)
    assert int(refused.headers["Retry-After"]) > 0
    assert "One moment, please" in refused.text
    assert ben.post(f"{ben.result_path}/share-links", **form_of(ben)).status_code == 303


def test_unfinished_answers_cannot_be_shared(ada):
    ada.start()
    assert ada.get(f"{ada.result_path}/share-links").status_code == 303
    ada.get(f"/questionnaire/{ada.token}")
    form = {"link_id": new_link_id("whoever wishes"), "extent": "headline", "display_name": "", "expiry": "7"}
    assert ada.post(f"{ada.result_path}/share-links", **form).status_code == 303
    assert links_of(ada) == ()


def test_addresses_to_copy_begin_as_configured(tmp_path):
    app: Flask = app_for(settings_for(tmp_path, base_url="https://limelight.example"))
    ada = Person("Ada", app)
    ada.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    ada.finish()
    ada.share("headline")
    ada.get(f"{ada.result_path}/share-links", headers={"Host": "evil.example"})
    assert 'value="https://limelight.example/shared/' in ada.page
    assert "evil.example" not in ada.page


def test_a_link_made_already_is_never_taken_for_one_with_other_choices(ada_with_result, cleo):
    """The page of a preview can come back by the Back button, after its link was made."""
    ada = ada_with_result
    path = f"{ada.result_path}/share-links"
    form = form_of(ada, extent="facets", display_name="Ada")
    assert ada.post(path, **form).status_code == 303
    ada.get(path)
    less = form | {"extent": "headline", "display_name": ""}
    assert ada.post(path, **less).status_code == 409
    assert [link.extent for link in links_of(ada)] == ["facets"]
    ada.get(path)
    ada.take_back_all()
    assert ada.post(path, **form).status_code == 409
    assert len(links_of(ada)) == 1


@pytest.mark.parametrize("typed", ["\u3164", "\u2800", "\u115f\u1160", "\u034f", "\ufe0f"])
def test_a_name_that_nobody_can_see_is_none(ada_with_result, typed):
    ada_with_result.share("headline", display_name=typed)
    assert links_of(ada_with_result)[0].display_name == ""


def test_a_link_to_the_sentence_is_made_with_one_press(ada_with_result, cleo):
    ada = ada_with_result
    links = f"{ada.result_path}/share-links"
    ada.get(links)
    quick = re.search(r'<section class="card stack" id="quick".*?</section>', ada.page, re.DOTALL)
    assert quick
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', quick[0]))
    sentence = re.search(r'<blockquote><p class="lead">(.*?)</p>', quick[0])
    made = ada.post(links, **form)
    assert made.status_code == 303
    (link,) = links_of(ada)
    assert (link.extent.value, link.display_name, link.is_findable) == ("headline", "", False)
    ada.get(made.location)
    assert 'id="quick"' not in ada.page
    shared = re.search(r'<input id="link-[^"]+" value="[^"]*(/shared/[^"]+)"', ada.page)
    assert sentence
    assert shared
    assert sentence[1] in cleo.get(shared[1]).text
