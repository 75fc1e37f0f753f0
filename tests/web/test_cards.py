"""Cards: there while the link is open, drawn once, and never at the cost of anything else."""

from __future__ import annotations

import io
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from quiz.charts.card import draw_png
from quiz.settings.environment import ROOT
from quiz.web.sharing import cards as painting
from quiz.web.sharing.cards import CardPainter, card_painter
from tests.cast import Person

DEFAULT = (ROOT / "static" / "img" / "card.png").read_bytes()


@pytest.fixture
def card(ada: Person) -> str:
    """The path of the card of Ada's share link, as her shared page names it."""
    ada.finish("quick", "4")
    ada.get(ada.share("domains"))
    found = re.search(r'og:image" content="[^"]*(/shared/[^"]+\.png)"', ada.page)
    assert found
    with ada.app.app_context():
        card_painter()._kept._values.clear()  # the preview has drawn it already
    return found[1]


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """The drawings asked of resvg."""
    drawn: list[str] = []

    def counting(svg: str) -> bytes:
        drawn.append(svg)
        return draw_png(svg)

    monkeypatch.setattr(painting, "draw_png", counting)
    return drawn


def test_it_is_a_picture_that_other_sites_may_show(card, cleo):
    response = cleo.get(card)
    assert (response.status_code, response.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(response.data)).size == (1200, 630)
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.data != DEFAULT


def test_it_is_drawn_once_and_then_not_even_sent_to_who_has_it(card, cleo, counted):
    first = cleo.get(card)
    assert cleo.get(card).data == first.data
    again = cleo.get(card, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert cleo.client.head(card).status_code == 200
    assert len(counted) == 1


def test_another_version_or_another_link_is_404(card, cleo):
    assert cleo.get(re.sub(r"card-\w+", "card-000000000000", card)).status_code == 404
    assert cleo.get(card).status_code == 200
    assert cleo.get(re.sub(r"card-\w+", "card-000000000000", card)).status_code == 404
    assert cleo.get(re.sub(r"/shared/[^/]+", "/shared/" + "x" * 32, card)).status_code == 404
    assert cleo.get(card.replace("/card-", "/%2e%2e/card-")).status_code == 404


@pytest.mark.parametrize("was_seen", [True, False])
def test_it_goes_when_the_link_is_taken_back(card, ada, cleo, was_seen):
    if was_seen:
        assert cleo.get(card).status_code == 200
    ada.take_back_all()
    response = cleo.get(card)
    assert response.status_code == 410
    assert "png" not in response.mimetype


def test_it_goes_when_the_result_is_deleted(card, ada, cleo):
    assert cleo.get(card).status_code == 200
    ada.get(f"{ada.result_path}/deletion")
    ada.post(f"{ada.result_path}/deletion")
    assert cleo.get(card).status_code == 404


@pytest.mark.parametrize("ending", ["take_back", "delete"])
def test_a_link_that_ends_while_its_card_is_drawn_shows_none(card, ada, cleo, monkeypatch, ending):
    """The drawing waits until the link has ended."""

    def slowly(svg: str) -> bytes:
        if ending == "take_back":
            ada.take_back_all()
        else:
            ada.get(f"{ada.result_path}/deletion")
            ada.post(f"{ada.result_path}/deletion")
        return draw_png(svg)

    monkeypatch.setattr(painting, "draw_png", slowly)
    assert cleo.get(card).status_code == {"take_back": 410, "delete": 404}[ending]
    assert cleo.get(card).status_code == {"take_back": 410, "delete": 404}[ending]
    with cleo.app.app_context():
        assert not painting._known()._values


def test_when_it_cannot_be_drawn_no_other_card_comes(card, cleo, monkeypatch, caplog):
    def broken(_svg: str) -> bytes:
        raise ValueError("no fonts today")

    monkeypatch.setattr(painting, "draw_png", broken)
    for _ in range(3):
        response = cleo.get(card)
        assert (response.status_code, response.mimetype) == (503, "text/plain")
        assert response.headers["Retry-After"] == "2"
        assert response.headers["Cache-Control"] == "no-store"
    told = [record.message for record in caplog.records if record.name == "quiz.cards"]
    assert told == ["a card could not be drawn: ValueError"]
    monkeypatch.undo()
    assert cleo.get(card).mimetype == "image/png"


def test_beyond_so_many_a_minute_none_is_drawn(card, cleo, monkeypatch):
    with cleo.app.app_context():
        limiter = card_painter()._limiter
    monkeypatch.setattr(limiter, "hit", lambda *_: False)
    assert cleo.get(card).status_code == 503


@pytest.mark.parametrize("is_broken", [False, True])
def test_thirty_who_ask_at_the_same_moment_wait_for_one_drawing(monkeypatch, is_broken):
    release, drawn = threading.Event(), []

    def draw(svg: str) -> bytes:
        drawn.append(svg)
        assert release.wait(5)
        if is_broken:
            raise ValueError
        return svg.encode()

    one = CardPainter(Path("unused"))
    monkeypatch.setattr(painting, "draw_png", draw)
    with ThreadPoolExecutor(30) as crowd:
        asked = [crowd.submit(one.drawn, "<svg/>") for _ in range(30)]
        while not drawn:
            pass
        assert not any(each.done() for each in asked)
        release.set()
    assert {each.result() for each in asked} == {None if is_broken else b"<svg/>"}
    assert len(drawn) == 1 or is_broken  # who came after it had failed tries once more
    assert one._drawings == {}


def test_one_is_drawn_at_a_time_and_nobody_waits_for_long(monkeypatch):
    release, drawing, most = threading.Event(), [], []

    def draw(svg: str) -> bytes:
        drawing.append(svg)
        most.append(len(drawing))
        assert release.wait(5)
        drawing.remove(svg)
        return svg.encode()

    monkeypatch.setattr(painting, "draw_png", draw)
    monkeypatch.setattr(painting, "PATIENCE", 0.05)
    one = CardPainter(Path("unused"))
    with ThreadPoolExecutor(8) as crowd:
        first = crowd.submit(one.drawn, "<svg>0</svg>")
        while not drawing:
            pass
        others = [crowd.submit(one.drawn, f"<svg>{number % 3}</svg>") for number in range(7)]
        assert [each.result() for each in others] == [None] * 7
        release.set()
    assert first.result() == b"<svg>0</svg>"
    assert max(most) == 1


def test_a_hundred_who_want_the_same_get_it_from_one_drawing(counted):
    one = CardPainter(Path("unused"))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
    assert one.drawn(svg)
    with ThreadPoolExecutor(20) as crowd:
        answers = set(crowd.map(lambda _: one.drawn(svg), range(100)))
    assert len(answers) == 1
    assert len(counted) == 1


def test_only_the_last_cards_are_remembered(counted, monkeypatch):
    monkeypatch.setattr(painting, "KEPT", 2)
    one = CardPainter(Path("unused"))
    svgs = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{n}" height="4"/>' for n in (1, 2, 3, 1)]
    for svg in svgs:
        assert one.drawn(svg)
    assert len(counted) == 4
    assert len(one._kept._values) == 2


def test_no_name_is_drawn(ada: Person) -> None:
    """A card's address has what it is drawn from in it, and that is the same with a name and without."""
    ada.finish()
    versions = set()
    for name in ("", "Augusta", "Benedict"):
        found = re.search(r"/card-([^\"]+)\.png", ada.get(ada.share("domains", display_name=name)).text)
        assert found
        versions.add(found[1])
    assert len(versions) == 1
