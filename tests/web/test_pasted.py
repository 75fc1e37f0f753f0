"""A link is understood in all the ways that mail, chats and word processors hand it on."""

from __future__ import annotations

from time import process_time
from urllib.parse import quote

import pytest
from flask import Flask

from quiz.web.page.pasted import join_code, private_tokens, what_it_is_instead
from tests.cast import Person
from tests.web.rooms import Participant, a_room, facilitator_of

TOKEN = "aB3-dE_fG7hIjKlMnOpQrStUvWxYz012"
OTHER = "x" * 32
LINK = f"https://limelight.example/results/{TOKEN}"
ENCODED = quote(LINK, safe="")

WAYS = {
    "an address": LINK,
    "a path": f"/results/{TOKEN}",
    "of the questionnaire": f"https://limelight.example/questionnaire/{TOKEN}",
    "bare": TOKEN,
    "bare, in quotes": f" “{TOKEN}”, ",
    "a page beneath it": f"{LINK}/share-links?new=1#links",
    "with a query": f"{LINK}?sent=kept",
    "in angle brackets": f"<{LINK}>",
    "in brackets": f"({LINK})",
    "in curly quotes": f"“{LINK}”",
    "in guillemets": f"« {LINK} »",
    "with a full stop": f"{LINK}.",
    "with an ellipsis": f"{LINK}…",
    "words before and after": f"Here it is: {LINK} and it is mine, Ben",
    "words without a space after it": f"{LINK}です",
    "as emphasis": f"*{LINK}* or _{LINK}_",
    "Markdown": f"[my result]({LINK})",
    "Markdown that shows it": f"[{LINK}]({LINK})",
    "as a chat writes it": f"<{LINK}|limelight.example>",
    "as HTML": f'<a href="{LINK}">mine</a>',
    "entities": f"&lt;https:&#47;&#x2F;limelight.example&#47;results&#47;{TOKEN}&gt;",
    "a no-break space": f"\u00a0{LINK}\u00a0",
    "a byte order mark": f"\ufeff{LINK}",
    "zero-width spaces": LINK.replace("/", "/\u200b") + "\u200b",
    "word joiners": f"\u2060{LINK}\u2060",
    "soft hyphens": LINK.replace("G7", "G7\u00ad").replace("results", "re\u00adsults"),
    "a non-breaking hyphen": LINK.replace("-dE", "\u2011dE"),
    "a dash for its hyphen": LINK.replace("-dE", "–dE"),
    "full-width letters": LINK.replace("/results/", "／ｒｅｓｕｌｔｓ／"),
    "capitals": LINK.replace("https", "HTTPS").replace("/results/", "/Results/"),
    "a line break inside": LINK.replace("KlMn", "Kl\nMn"),
    "a line break of Windows": LINK.replace("KlMn", "Kl\r\nMn") + "\r\nBen",
    "a line break after a slash": LINK.replace("/results/", "/results/\n"),
    "two line breaks": LINK.replace("/results", "/\nresults").replace("KlMn", "Kl\n  Mn"),
    "quoted in a reply": f"> my link: {LINK.replace('KlMn', 'Kl' + chr(10) + '> Mn')}\n> Ben",
    "quoted-printable": LINK.replace("KlMn", "Kl=\r\nMn"),
    "quoted-printable, within our own word": LINK.replace("results", "res=\r\nults"),
    "Markdown's and LaTeX's escapes": LINK.replace("-", "\\-").replace("_", "\\_"),
    "JSON": f'{{"url":"{LINK}"}}'.replace("/", "\\/"),
    "backslashes": LINK.replace("/", "\\"),
    "a line separator": LINK.replace("KlMn", "Kl\u2028Mn"),
    "on a line of its own": f"Hello,\n{LINK}\nThanks\nBen",
    "encoded": ENCODED,
    "encoded slashes": LINK.replace("/results/", "%2Fresults%2f"),
    "encoded twice": quote(ENCODED, safe=""),
    "Outlook's safe link": f"https://eur01.safelinks.protection.outlook.com/?url={ENCODED}&data=05%7C01&reserved=0",
    "a safe link around a safe link": "https://a.example/?url="
    + quote(f"https://b.example/?u={ENCODED}&x=1", safe=""),
    "Google's redirect": f"https://www.google.com/url?q={LINK}&sa=D&source=docs",
    "Proofpoint, second version": "https://urldefense.proofpoint.com/v2/url?u=https-3A__limelight.example_results_"
    f"{TOKEN.replace('-', '-2D').replace('_', '-5F')}&d=DwMFAg&c=abc",
    "Proofpoint, third version": f"https://urldefense.com/v3/__{LINK}__;!!K-Hz7m0Vt54!abc$",
    "an older link that ends in an underscore": "/results/aB3-dE_fG7hIjKlMnOpQrStUvWxYz01_",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_one_private_link_in_a_text_is_taken(way: str) -> None:
    expected = TOKEN if "older" not in way else f"{TOKEN[:-1]}_"
    assert private_tokens(WAYS[way]) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "my result",
        "https://limelight.example/",
        f"https://limelight.example/shared/{TOKEN}",
        f"https://limelight.example/results/{TOKEN[:31]}",
        f"https://limelight.example/results/{TOKEN}A",
        f"https://limelight.example/{TOKEN}",
        f"the word {TOKEN} by itself",
        f"/results/{TOKEN[:16]} {TOKEN[16:]}",
    ],
)
def test_what_is_no_private_link_is_none(text: str) -> None:
    assert private_tokens(text) == frozenset()


def test_two_private_links_are_both_seen_wherever_they_hide() -> None:
    assert private_tokens(f"{LINK} or /results/{OTHER}") == {TOKEN, OTHER}
    assert private_tokens(f"{LINK} or {quote(f'/questionnaire/{OTHER}', safe='')}") == {TOKEN, OTHER}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"https://limelight.example/shared/{TOKEN}", "a share link, for others to look at"),
        (quote(f"https://limelight.example/shared/{TOKEN}", safe=""), "a share link, for others to look at"),
        (f"https://limelight.example/participants/{TOKEN}", "a link of a workshop"),
        ("https://limelight.example/join/7QM4WX", "a link of a workshop"),
    ],
)
def test_another_link_of_ours_in_its_place_is_called_by_its_name(text: str, kind: str) -> None:
    expected = f"This is {kind}. Your own private link has “/results/” in it: copy that one."
    assert what_it_is_instead(text) == expected
    assert what_it_is_instead("https://elsewhere.example/a") == ""


@pytest.mark.parametrize(
    "dear",
    [
        "\u0301\u0316" * 20_000,
        "/results/" * 5000,
        "/results/a" + "a\n" * 20_000,
        "%25" * 9000,
        "/ > " * 9000,
        "= " * 9000,
    ],
)
def test_the_dearest_text_costs_little(dear: str) -> None:
    began = process_time()
    for _ in range(10):
        private_tokens(dear)
        join_code(dear)
    assert process_time() - began < 0.5  # a twentieth of a second each is ten times what it takes


def test_the_comparison_takes_it_and_tells_two_apart(ada: Person, ben: Person) -> None:
    ada.finish("quick", "5")
    ben.finish("quick", "1")
    shared = ada.share("facets", display_name="Ada")
    form = {"display_name": "Ben", "extent": "facets"}
    pasted = f"Look, <https://limelight.example{ben.result_path}>.\nBen"
    ben.get(f"{shared}/comparison")
    refused = ben.post(f"{shared}/comparison", private_link=f"{pasted} /results/{OTHER}", **form)
    assert refused.status_code == 422
    assert "There is more than one private link in this. Leave only your own." in refused.text
    sent = ben.post(f"{shared}/comparison", private_link=pasted, **form)
    assert sent.status_code == 303
    ben.get(f"{shared}/comparison")
    wrong = ben.post(f"{shared}/comparison", private_link=f"https://limelight.example{shared}", **form)
    assert (wrong.status_code, "This is a share link" in wrong.text) == (422, True)
    assert str(sent.location).startswith(f"{ben.result_path}/comparisons/")


def test_the_workshops_door_takes_it_too(app: Flask) -> None:
    erin = facilitator_of(app, edition="quick", may_bring="y")
    ada = Participant("Ada", app)
    path = ada.finish("quick")
    two = ada.join(erin.code, private_link=f"{path} /results/{OTHER}")
    assert (two.status_code, "more than one private link" in two.text) == (422, True)
    shared = ada.join(erin.code, private_link=f"https://limelight.example/shared/{OTHER}")
    assert (shared.status_code, "This is a share link" in shared.text) == (422, True)
    pasted = "https://safe.example/?url=" + quote(f"https://limelight.example{path}", safe="") + "&data=1"
    assert ada.join(erin.code, private_link=pasted).status_code == 303


@pytest.mark.parametrize(
    "way",
    [
        "https://limelight.example/join/{code}",
        "limelight.example/join/{lower}",
        "limelight.example/join/{spaced}",
        "join/{dashed}",
        "<https://limelight.example/join/{code}>.",
        "Come here: https://limelight.example/join/{code} at ten",
        "https%3A%2F%2Flimelight.example%2Fjoin%2F{code}",
        "https://limelight.example/join/{code}?utm_source=mail",
        "https://limelight.example/join/{code}/return",
        "\u200bhttps://limelight.example/join/{code}\u00a0",
        "HTTPS://LIMELIGHT.EXAMPLE/JOIN/{code}",
        "[Join](https://limelight.example/join/{code})",
        "Our code: {spaced}",
        "the code is {lower}, see you at ten",
        "{code} {code}",
    ],
)
@pytest.mark.sqlite_only("what is typed is read before the database is asked")
def test_a_whole_join_address_is_taken_for_the_code_in_it(app: Flask, ada: Person, way: str) -> None:
    code = facilitator_of(app).code
    ways = {"lower": code.lower(), "spaced": f"{code[:3]} {code[3:]}", "dashed": f"{code[:3]}-{code[3:]}"}
    ada.get("/join")
    assert ada.post("/join", code=way.format(code=code, **ways)).location == f"/join/{code}"


def test_a_join_address_with_no_code_in_it_is_told_what_is_wrong(app: Flask, ada: Person) -> None:
    ada.get("/join")
    refused = ada.post("/join", code="https://limelight.example/join/0OI1SZ")
    assert refused.status_code == 422
    assert "A code has no 0, 1, I, O, S or Z." in refused.text
    assert 'value="https://limelight.example/join/0OI1SZ"' in refused.text


def test_a_participant_finds_the_door_by_the_address_on_the_screen(app: Flask) -> None:
    erin, _ = a_room(app, 1)
    ben = Participant("Ben", app)
    ben.get("/join")
    assert ben.post("/join", code=f"localhost/join/{erin.code}").location == f"/join/{erin.code}"
