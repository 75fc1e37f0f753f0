"""An address that is right but for what trails it leads to the right one; no page has two addresses."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask

from quiz.web.front.headers import is_public
from tests.cast import Person
from tests.web.rooms import a_revealed_room

TRAILING = (
    *(".", ",", ")", "!", ";", ":", "?", "'", '"', "’", "”", "“", "»", "…", ">", "]", "*", "_", "-", "`"),
    *("\u200b", "\u00a0", "\u00ad", "\u2060", "\ufeff", "/", "//", " ", "%20", "%2520", "。", "、"),
    *(").", '".', "/.", "…”", "\u200b/", " and then", "&gt;", "</a>", ">,", "__;!!K-Hz7m0Vt54!abc$"),
)
QUERIES = ("", "sent=kept", "a=1&b=%2F%0d", "next=//evil.example")


def in_an_address(trailing: str) -> str:
    return quote(trailing, safe="%/.,)!;:'*_-&")


@pytest.fixture
def private(ada: Person) -> dict[str, str]:
    """Addresses with a token, and whose they are."""
    path = ada.finish()
    shared = ada.share("facets", display_name="Ada")
    return {
        "result": path,
        "share links": f"{path}/share-links",
        "download": f"{path}/data.json",
        "shared": shared,
        "proposal": f"{shared}/comparison",
    }


@pytest.mark.parametrize("trailing", TRAILING)
@pytest.mark.sqlite_only("which database it is makes no difference to an address")
def test_what_trails_a_right_address_is_taken_off(
    ada: Person, private: dict[str, str], trailing: str
) -> None:
    for right in (*private.values(), "/help", "/robots.txt", "/privacy", "/workshops", "/join"):
        answer = ada.client.get(right + in_an_address(trailing))
        assert (answer.status_code, answer.location) == (308, right), (right, trailing)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert ada.client.head(right + in_an_address(trailing)).status_code == 308


def test_every_kind_of_token_and_code_is_mended(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    unfinished = Person("Ben", app)
    unfinished.start()
    link = erin.secret_link()
    rights = (
        *((ada, ada.path), (ada, f"{ada.path}/withdrawal"), (erin, erin.path)),
        *((erin, erin.screen), (erin, f"{erin.screen}/state"), (erin, f"/join/{erin.code}")),
        (unfinished, f"/questionnaire/{unfinished.token}"),
        (unfinished, f"/results/{unfinished.token}/deletion"),
    )
    for person, right in rights:
        for trailing in (".", ")", "/", "%20", "%E2%80%A6"):
            answer = person.client.get(right + trailing)
            assert (answer.status_code, answer.location) == (308, right), right + trailing
    stranger = app.test_client()
    for trailing in (*TRAILING, "&#62;", "&amp;gt;", "&quot;,", "&nbsp;"):
        answer = stranger.get(f"/join/{erin.code}{in_an_address(trailing)}")
        assert (answer.status_code, answer.location) == (308, f"/join/{erin.code}"), trailing
    assert stranger.get(f"{link}.").location == link
    assert "Set-Cookie" not in stranger.get(f"{link}.").headers


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.sqlite_only("which database it is makes no difference to an address")
def test_the_query_is_kept(ada: Person, query: str) -> None:
    path = ada.finish()
    answer = ada.client.get(f"{path}.?{query}")
    assert answer.location == (f"{path}?{query}" if query else path)


@pytest.mark.sqlite_only("which database it is makes no difference to an address")
def test_tokens_stay_exact_and_what_is_wrong_is_the_same_404(ada: Person, cleo: Person) -> None:
    path = ada.finish()
    plain = cleo.get("/results/" + "x" * 32)
    for wrong in (
        *(path[:-1], f"{path}A", path.swapcase(), f"/results/{'x' * 32}", f"/results/{'x' * 32}."),
        *(f"/results/{'x' * 31}_", "/results/.", f"/results/{'x' * 32}/", "/results/", "/results//"),
        *(path.replace("/results", "/Results"), path.replace("/results", "/./results"), "/nothing."),
        path.replace("/results", "/%2e/results"),
        *(path[:20] + "%C2%AD" + path[20:], path[:20] + "%20" + path[20:], f"/.{path}", f"/;{path}"),
    ):
        answer = cleo.client.get(wrong)
        assert answer.status_code == 404, wrong
        assert answer.headers["Cache-Control"] == "no-store", wrong
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow", wrong
        assert abs(len(answer.data) - len(plain.data)) < 20, wrong


@pytest.mark.sqlite_only("which database it is makes no difference to an address")
def test_only_who_asks_is_sent_on_and_never_elsewhere(ada: Person) -> None:
    path = ada.finish()
    ours = {"Sec-Fetch-Site": "same-origin"}
    assert ada.client.post(f"{path}/deletion.", headers=ours).status_code == 404
    assert ada.client.put(f"{path}.").status_code == 405
    for evil in (
        "//evil.example",
        "//evil.example/.",
        "/\\evil.example",
        "//evil.example/help.",
        "/https://e/)",
    ):
        answer = ada.client.get("/", environ_overrides={"PATH_INFO": evil})
        assert "evil" not in str(answer.headers), evil
        assert answer.status_code == 404, evil


@pytest.mark.parametrize("before", ["/", "//", "///"])
def test_slashes_too_many_show_nothing_and_lead_to_the_one_address(app: Flask, before: str) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    for person, right in (
        *((ada, ada.result_path), (ada, ada.path), (ada, f"{ada.result_path}/data.csv")),
        *((erin, erin.path), (erin, erin.screen), (erin, f"/join/{erin.code}"), (erin, "/help")),
    ):
        answer = person.client.get("/", environ_overrides={"PATH_INFO": before + right})
        assert (answer.status_code, answer.location) == (308, right)
        assert answer.headers["Cache-Control"] == "no-store"
        middle = right[0] + right[1:].replace("/", "//")
        if middle != right:
            assert person.client.get(middle).status_code in {200, 303, 308, 404}
            assert person.client.get(middle).status_code != 200, middle
    ours = {"Sec-Fetch-Site": "same-origin"}
    sent = ada.client.post(
        "/", environ_overrides={"PATH_INFO": f"{before}{ada.path}/withdrawal"}, headers=ours
    )
    assert sent.status_code == 404


def test_pages_are_private_unless_their_view_says_otherwise(app: Flask) -> None:
    said = {name for name in app.view_functions if is_public(name, app)}
    assert said == {
        *("about.landing", "about.help", "about.patterns", "about.robots", "privacy.show"),
        *(
            "sample.show",
            "scoring.show",
            "scoring.show_version",
            "health.process",
            "health.ready",
            "joining.find",
        ),
    }


def test_a_page_that_is_new_is_private_wherever_it_stands(app: Flask) -> None:
    app.add_url_rule("/brand-new", "brand_new", lambda: "Ada")
    answer = app.test_client().get("/brand-new")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_robots_are_kept_from_every_room_with_a_secret_in_its_addresses(app: Flask) -> None:
    text = app.test_client().get("/robots.txt").text
    assert text.splitlines() == [
        "User-agent: *",
        *(
            f"Disallow: /{room}/"
            for room in (
                *("facilitators", "join", "participants", "projector"),
                *("questionnaire", "results", "workshops"),
            )
        ),
    ]
