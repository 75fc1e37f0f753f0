"""Sharing and comparing as people do it: with a mouse, with keys alone, and without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from quiz.web.page.words import day, today
from tests.browser.rooms import Visitor
from tests.cast import Person
from tests.faults.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def ada(server: Server) -> Person:
    person = server.person("Ada")
    person.finish("quick", "4")
    return person


@pytest.fixture
def ben(server: Server) -> Person:
    person = server.person("Ben")
    person.finish("quick", "2")
    return person


def make_link(page: Page, person: Person, name: str = "Ada") -> str:
    """All facets for seven days; returns the address the page offers to copy."""
    page.goto(person.result_path)
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_label("All themes").check()
    page.get_by_label("Your name on it").fill(name)
    page.get_by_label("7 days").check()
    page.get_by_role("button", name="Preview what others will see").click()
    page.get_by_role("button", name="Make this link").click()
    expect(page.get_by_text("Made just now.")).to_be_visible()
    address = page.locator(".copy-field input").first.input_value()
    return "/shared/" + address.rsplit("/", 1)[1]


def card_of(page: Page) -> str:
    content = str(page.locator('meta[property="og:image"]').get_attribute("content"))
    return "/shared/" + content.split("/shared/")[1]


@pytest.mark.parametrize("has_script", [True, False])
def test_ada_shares_facets_with_ben_and_takes_it_back(visitor: Visitor, ada, has_script):
    adas, bens = visitor(java_script_enabled=has_script), visitor(java_script_enabled=has_script)
    shared = make_link(adas, ada)
    expect(adas.get_by_text(f"Open until {day(today() + timedelta(days=7))}")).to_be_visible()

    assert bens.goto(shared).status == 200
    expect(bens.get_by_text("Ada shares a result")).to_be_visible()
    expect(bens.locator(".shared-facet")).to_have_count(8)
    card = card_of(bens)
    assert bens.request.get(card).headers["content-type"] == "image/png"

    cleos = visitor(java_script_enabled=has_script)
    assert cleos.goto("/shared/" + "x" * 32).status == 404
    assert cleos.goto(ada.result_path.replace(ada.token, shared.removeprefix("/shared/"))).status == 404

    adas.get_by_text("Take this link back").click()
    adas.get_by_role("button", name="Take it back for good").click()
    expect(adas.get_by_text("taken back on")).to_be_visible()
    assert bens.goto(shared).status == 410
    expect(bens.get_by_role("heading", name="This is no longer here")).to_be_visible()
    assert bens.request.get(card).status == 410


@pytest.mark.parametrize("has_script", [True, False])
def test_a_comparison_is_proposed_accepted_and_withdrawn(visitor: Visitor, ada, ben, has_script):
    adas, bens = visitor(java_script_enabled=has_script), visitor(java_script_enabled=has_script)
    shared = make_link(adas, ada)
    bens.goto(shared)
    bens.get_by_role("link", name="Compare with me").click()
    bens.get_by_label("Your own private link").fill(ben.result_path)
    bens.get_by_label("Your name, as they will see it").fill("Ben")
    bens.get_by_role("button", name="Ask to compare").click()
    expect(bens.get_by_role("heading", name="You asked Ada to compare")).to_be_visible()

    adas.goto(ada.result_path)
    adas.get_by_role("link", name="Read and answer the comparison with Ben").click()
    adas.get_by_role("button", name="Accept").click()
    expect(adas.get_by_role("heading", name="Ada (you) and Ben")).to_be_visible()
    bens.reload()
    expect(bens.get_by_role("heading", name="Ada and Ben (you)")).to_be_visible()
    expect(bens.get_by_role("heading", name="Three questions to talk about")).to_be_visible()
    if has_script:
        expect(bens.locator(".js-plotly-plot")).to_have_count(3, timeout=20_000)

    bens.get_by_text("End it for both of us").click()
    bens.get_by_role("button", name="End it for good").click()
    expect(bens.get_by_text("The comparison has ended, for both of you.")).to_be_visible()
    adas.reload()
    expect(adas.get_by_role("heading", name="This is no longer here")).to_be_visible()


def test_taking_it_again_shows_what_moved(visitor: Visitor, ada):
    page = visitor(java_script_enabled=False)
    page.goto(ada.result_path)
    page.get_by_role("link", name="take it again").click()
    page.get_by_role("button", name="Start again").click()
    page.wait_for_url("**/questionnaire/*")
    for item in page.locator("fieldset.item").all():
        item.locator("input[type=radio]").first.check()
    page.get_by_role("button", name="See my result").click()
    expect(page.get_by_role("heading", name="Since last time")).to_be_visible()
    expect(page.locator(".changes > li")).to_have_count(3)
    assert page.url.rsplit("/", 1)[1] != ada.token


def test_a_link_is_made_and_taken_back_with_keys_alone(visitor: Visitor, ada):
    page = visitor()
    page.goto(f"{ada.result_path}/share-links")
    _tab_to(page, "The headline")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    page.wait_for_selector(".preview-bar")
    assert page.locator(".preview .shared-facet").count() == 8
    _tab_to(page, "Make this link")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Made just now.")).to_be_visible()

    _tab_to(page, "Take this link back")
    page.keyboard.press("Space")
    _tab_to(page, "Take it back for good")
    page.keyboard.press("Enter")
    expect(page.get_by_text("taken back on")).to_be_visible()


def _tab_to(page: Page, words: str) -> None:
    """To the control that is labelled, or reads, like this."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if str(page.evaluate(_WORDS)).startswith(words):
            return
    raise AssertionError(f"no way to {words!r} by keyboard")


_WORDS = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"


def test_the_address_is_copied_and_the_device_is_asked_to_share(visitor: Visitor, ada):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script(
        "navigator.share = (what) => { document.documentElement.dataset.shared = what.url; "
        "return Promise.resolve(); }"
    )
    shared = make_link(page, ada)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-copy-status]").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(shared)
    page.get_by_role("button", name="Share …").click()
    assert str(page.locator("html").get_attribute("data-shared")).endswith(shared)


def test_a_browser_that_has_the_picture_already_does_not_show_it_any_more(visitor: Visitor, ada):
    adas, bens = visitor(), visitor()
    bens.goto(make_link(adas, ada))
    card = card_of(bens)
    assert bens.goto(card).status == 200
    adas.get_by_text("Take this link back").click()
    adas.get_by_role("button", name="Take it back for good").click()
    expect(adas.get_by_text("taken back on")).to_be_visible()
    assert bens.goto(card).status == 410


@pytest.mark.parametrize("size", [(390, 660), (1280, 700), (1280, 900)], ids=str)
def test_nothing_in_the_preview_gets_the_focus_under_the_bar(visitor: Visitor, ada, size):
    page = visitor(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.goto(f"{ada.result_path}/share-links")
    page.get_by_label("All themes").check()
    page.get_by_role("button", name="Preview what others will see").click()
    page.locator("[data-chart]").first.scroll_into_view_if_needed()
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=20_000)
    page.get_by_role("link", name="Privacy").focus()
    reached = []
    while page.evaluate("document.activeElement.textContent") != "Change it":
        page.keyboard.press("Shift+Tab")
        expect(page.locator(":focus")).to_be_visible()
        reached.append(page.evaluate(_IS_ON_TOP))
    assert len(reached) >= 4
    assert all(reached)


_IS_ON_TOP = """() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect();
    return document.activeElement.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


def test_without_a_share_sheet_there_is_no_button_and_links_remain(visitor: Visitor, ada):
    page = visitor(java_script_enabled=False)
    shared = make_link(page, ada)
    expect(page.get_by_role("button", name="Share …")).to_have_count(0)
    mail = str(page.get_by_role("link", name="E-mail").get_attribute("href"))
    assert mail.startswith("mailto:")
    assert re.search(rf"body=http.*{shared.rsplit('/', 1)[1]}", mail)


def test_nothing_is_asked_of_any_other_server(visitor: Visitor, ada, server: Server):
    page = visitor()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(make_link(page, ada))
    page.locator("[data-chart]").first.scroll_into_view_if_needed()
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=20_000)
    others = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert len(asked) > 5
    assert others == []


_SHEET = """
navigator.canShare = () => true;
navigator.share = (what) => {
  const named = (file) => `${file.name} ${file.size > 9999}`;
  document.documentElement.dataset.shared = what.url || what.files.map(named);
  return Promise.resolve();
};"""


def test_from_the_result_to_the_share_sheet_in_three_presses(visitor: Visitor, ada):
    page = visitor()
    page.add_init_script(_SHEET)
    page.goto(ada.result_path)
    page.locator("a[href$='/share-links']").first.click()
    expect(page.locator("#quick blockquote")).to_be_visible()
    page.get_by_role("button", name="Make a link to this").click()
    page.get_by_role("button", name="Share …").click()
    assert "/shared/" in str(page.locator("html").get_attribute("data-shared"))


def test_a_picture_is_handed_to_the_share_sheet_as_a_file(visitor: Visitor, ada):
    page = visitor()
    page.add_init_script(_SHEET)
    page.goto(f"{ada.result_path}/share-links")
    expect(page.get_by_text("A copy cannot be taken back.")).to_be_visible()
    page.get_by_role("link", name="Tall picture, without your score").click()
    expect(page.locator("html")).to_have_attribute("data-shared", "limelight-tall.png true")


@pytest.mark.parametrize("has_script", [True, False])
def test_without_a_sheet_for_files_a_picture_is_saved(visitor: Visitor, ada, has_script):
    page = visitor(java_script_enabled=has_script)
    page.goto(f"{ada.result_path}/share-links")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Wide picture, with your score").click()
    assert saved.value.suggested_filename == "limelight-wide.png"


def test_a_sheet_that_refuses_a_picture_leaves_it_to_be_saved(visitor: Visitor, ada):
    page = visitor()
    page.add_init_script(
        _SHEET + "navigator.share = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(f"{ada.result_path}/share-links")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Square picture, without your score").click()
    assert saved.value.suggested_filename == "limelight-square.png"


@pytest.mark.parametrize("has_sheet", [True, False])
def test_the_private_link_is_sent_to_oneself_at_the_start_and_end(visitor: Visitor, ada, server, has_sheet):
    page = visitor()
    if has_sheet:
        page.add_init_script(_SHEET)
    fresh = server.person("Cleo")
    fresh.start("quick")
    for path in (ada.result_path, f"/questionnaire/{fresh.token}"):
        page.goto(path)
        link = page.get_by_role("link", name="Send it to yourself")
        mail = str(link.get_attribute("href"))
        assert mail.startswith("mailto:?")
        assert re.search(rf"everything:%20http[^ ]*{path}$", mail)
        if has_sheet:
            link.click()
            assert str(page.locator("html").get_attribute("data-shared")).endswith(path)
