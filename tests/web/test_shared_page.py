"""A shared result, for those who come by the link: as much as was chosen, as long as it is open."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from quiz.measurement.scoring import scoring_key
from quiz.web.guards import access
from tests.builders import practices_of
from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.writes import writes_of

CHARTS = {"headline": ["headline"], "domains": ["map", "headline"], "facets": ["map", "facets", "headline"]}


@pytest.fixture
def ada_with_result(ada: Person) -> Person:
    ada.finish("quick", "4")
    return ada


def tag(page: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    assert found, name
    return found[1]


@pytest.mark.parametrize("extent", CHARTS)
def test_it_shows_as_much_as_was_chosen(ada_with_result, cleo, extent):
    assert cleo.get(ada_with_result.share(extent)).status_code == 200
    assert re.findall(r'data-chart="(\w+)"', cleo.page) == CHARTS[extent]
    assert ("The four archetypes" in cleo.page) == (extent != "headline")
    facets = [facet.name for facet in cleo.app.extensions["limelight"].instrument.facets]
    assert all((f"<h3>{name}</h3>" in cleo.page) == (extent == "facets") for name in facets)


@pytest.mark.parametrize("extent", CHARTS)
@pytest.mark.parametrize("option", ["1", "3", "5", "pass"])
def test_it_speaks_of_somebody_else_in_the_third_person(ada, cleo, option, extent):
    ada.start("quick")
    ada.submit(ada.answers(option), as_it_is="yes")
    cleo.get(ada.share(extent, display_name="Ada"))
    article = re.search(r"<article.*?</article>", cleo.page, re.DOTALL)[0]
    said = unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", article, flags=re.DOTALL))
    assert re.findall(r"\b(?:you|your|yours|yourself)\b", said, re.IGNORECASE) == []


def test_every_facet_has_a_text_that_speaks_of_nobody_present(cleo):
    instrument = cleo.app.extensions["limelight"].instrument
    texts = [facet.description for facet in instrument.facets]
    texts += [level.third_person for facet in instrument.facets for level in facet.levels.values()]
    texts += [archetype.third_person for archetype in instrument.archetypes]
    assert [text for text in texts if re.search(r"\b(?:you|your|I|my)\b", text, re.IGNORECASE)] == []


def test_no_figure_is_said_more_exactly_than_it_was_rounded(ada, cleo):
    """Everything is worth 75, but for a facet of one answer, which others are not shown."""
    ada.start("quick")
    edition = ada.app.extensions["limelight"].instrument.editions["quick"]
    options = {item.id: "4" if item.keyed == "+" else "2" for item in edition.items}
    ada.submit({**options, "stage-1": "pass"}, as_it_is="yes")
    ada.get(ada.result_path)
    assert "needed</p>" not in ada.page
    cleo.get(ada.share("facets"))
    places = re.findall(r'<span class="facet-score">([^<]+)</span>', cleo.page)
    assert sorted({place.split(", band")[0] for place in places}) == [
        "Not scored: too few answers",
        "Upper third",
    ]
    assert tag(cleo.page, "og:description").startswith(
        "About 80 on the line from Superstar (0) to Enabler (100)"
    )


def test_a_named_archetype_is_explained_on_the_first_screen(ada, cleo):
    """Strong agreement with what is keyed "-" and none with what is keyed "+": everything at 0."""
    ada.start("full")
    instrument = ada.app.extensions["limelight"].instrument
    edition = instrument.editions["full"]
    values = {item: scoring_key(edition, instrument).option_values[item] for item in ada.items}
    ada.submit({item: str(min(worth, key=worth.get)) for item, worth in values.items()})
    cleo.get(ada.share("headline"))
    assert "Answers that describe the Headliner." in cleo.page
    opening = cleo.page[cleo.page.index("<article") : cleo.page.index("and no verdict")]
    assert f"The Headliner: {instrument.archetypes_by_id['headliner'].third_person}" in unescape(opening)
    assert re.search(r'<a class="button" href="/">Take it too</a>', opening)


@pytest.mark.parametrize("extent", CHARTS)
def test_it_never_shows_answers_advice_the_day_or_the_private_page(ada_with_result, cleo, extent):
    ada = ada_with_result
    ada.get(ada.result_path)
    owners = unescape(ada.page)
    statements = [item.text for item in ada.app.extensions["limelight"].instrument.editions["quick"].items]
    practices = practices_of(ada.app.extensions["limelight"].instrument)
    today = datetime.now(UTC).date()
    days = (f"{today.day} {today:%B %Y}", today.isoformat())
    assert (len(statements), len(practices)) == (16, 16)
    own = (*statements, days[0], ada.token, ada.token[:12], "Download")
    assert [secret for secret in own if secret not in owners] == []
    secrets = (*own, *practices)
    cleo.get(ada.share(extent, display_name="Ada"))
    assert [secret for secret in (*secrets, *days) if secret in unescape(cleo.page)] == []


@pytest.mark.sqlite_only("SQLite tells of each statement that it runs")
def test_looking_writes_nothing_and_sets_no_cookie(ada_with_result, cleo):
    shared = ada_with_result.share()
    with writes_of(cleo.app) as writes:
        for method in ("GET", "HEAD"):
            response = cleo.client.open(shared, method=method)
            assert response.status_code == 200
            assert "Set-Cookie" not in response.headers
        card = re.search(r"/shared/[^\"]+\.png", cleo.get(shared).text)
        assert cleo.get(card[0]).status_code == 200
    assert writes == []


def test_when_it_was_taken_back_it_is_gone_with_a_kind_word(ada_with_result, cleo):
    shared = ada_with_result.share(display_name="Ada")
    ada_with_result.take_back_all()
    response = cleo.get(shared)
    assert response.status_code == 410
    assert "It was taken back, or its time was over." in cleo.page
    assert "Ada" not in cleo.page


def test_it_is_open_through_its_last_day_and_gone_on_the_next(ada_with_result, cleo, monkeypatch):
    shared = ada_with_result.share(expiry="7")
    start = datetime.now(UTC).date()
    for days, status in ((7, 200), (8, 410)):
        monkeypatch.setattr(access, "still_today", lambda days=days: start + timedelta(days=days))
        assert cleo.get(shared).status_code == status


@pytest.mark.parametrize("change", [str.swapcase, lambda token: token[:-1], lambda token: token + "A"])
def test_a_link_counts_letter_by_letter(ada_with_result, cleo, change):
    shared = ada_with_result.share()
    assert cleo.get(f"/shared/{change(shared.removeprefix('/shared/'))}").status_code == 404


def test_the_two_kinds_of_link_do_not_open_each_others_pages(ada_with_result, cleo):
    token = ada_with_result.share().removeprefix("/shared/")
    assert cleo.get(f"/shared/{ada_with_result.token}").status_code == 404
    for path in (f"/results/{token}", f"/questionnaire/{token}", f"/results/{token}/share-links"):
        assert cleo.get(path).status_code == 404


def test_search_engines_stay_away_unless_the_owner_wants_to_be_found(ada_with_result, cleo):
    hidden = cleo.get(ada_with_result.share())
    assert hidden.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert hidden.headers["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex, nofollow"' in cleo.page
    found = cleo.get(ada_with_result.share(is_findable="y"))
    assert found.headers["X-Robots-Tag"] == "all"
    assert found.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "noindex" not in cleo.page
    assert found.headers["Cache-Control"] == hidden.headers["Cache-Control"] == "no-store"


def test_robots_may_read_shared_pages_and_no_private_ones(cleo):
    text = cleo.get("/robots.txt").text
    assert "/shared" not in text
    named = set(re.findall(r"^Disallow: (/\w+)/?$", text, re.MULTILINE))
    secret = {"token", "share_token", "workshop_id", "code"}
    rooms = {
        f"/{rule.rule.split('/')[1]}" for rule in cleo.app.url_map.iter_rules() if secret & rule.arguments
    }
    assert named >= rooms - {"/shared"}
    assert len(re.findall("^Disallow", text, re.MULTILINE)) == len(named), "an address in a room is named"


def test_previews_get_words_and_a_picture_with_the_configured_address(tmp_path):
    app = app_for(settings_for(tmp_path, base_url="https://limelight.example"))
    ada, cleo = Person("Ada", app), Person("Cleo", app)
    ada.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    ada.finish("quick", "4")
    shared = ada.share("domains", display_name="Ada")
    cleo.get(shared, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil" not in cleo.page
    assert tag(cleo.page, "og:url") == f"https://limelight.example{shared}"
    assert re.fullmatch(
        rf"https://limelight\.example{shared}/card-[0-9a-f]{{12}}\.png", tag(cleo.page, "og:image")
    )
    assert tag(cleo.page, "og:title").startswith("Ada’s result: ")
    assert "A self-reflection with Limelight, not a test." in tag(cleo.page, "og:description")
    assert tag(cleo.page, "twitter:card") == "summary_large_image"
    assert tag(cleo.page, "og:image:width") == "1200"


def test_private_pages_carry_a_card_without_any_result(ada_with_result):
    ada = ada_with_result
    for path in (ada.result_path, f"{ada.result_path}/share-links", "/", "/help"):
        ada.get(path)
        assert tag(ada.page, "og:image").endswith("/img/card.png")
        assert tag(ada.page, "og:url").endswith(":8000/")
        assert ada.token not in tag(ada.page, "og:title") + tag(ada.page, "og:description")


def test_a_result_with_nothing_scored_can_be_shared_too(ada, cleo):
    ada.start()
    assert ada.submit(ada.answers("pass"), as_it_is="yes").status_code == 303
    cleo.get(ada.share("facets"))
    assert "No overall result yet." in cleo.page
    assert "not scored" in cleo.page
