"""The report on paper: at most four A4 pages, with the charts on them and without what is private."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Item
from quiz.measurement.scoring import keyed_value
from quiz.settings.environment import ROOT
from tests.browser.rooms import Visitor
from tests.faults.server import Server

pytestmark = pytest.mark.browser

PAGES_AT_MOST = 4


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def towards_the_high_poles(edition: str) -> dict[str, str]:
    """Item id to the option that is worth most."""
    instrument = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"), source="questions.yaml")

    def best(item: Item) -> int:
        options = range(1, instrument.option_count(item) + 1)
        return max(options, key=lambda option: keyed_value(item, option, instrument))

    return {item.id: str(best(item)) for item in instrument.editions[edition].items}


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("edition", ["full", "quick"])
@pytest.mark.parametrize("is_retake", [False, True])
def test_a_result_prints_on_four_pages_at_most(
    visitor: Visitor, server: Server, edition, has_script, is_retake
):
    """Of somebody who leans on every facet, so that all there is to say is said."""
    ada = server.person("Ada")
    ada.start(edition)
    answers = towards_the_high_poles(edition)
    assert ada.submit(answers).status_code == 303
    if is_retake:
        ada.get(f"{ada.result_path}/retake")
        began = ada.post(f"{ada.result_path}/retake", edition=edition)
        ada.token = str(began.location).rsplit("/", 1)[1]
        ada.get(str(began.location))
        assert ada.submit(answers).status_code == 303
    page = visitor(java_script_enabled=has_script, color_scheme="dark")
    page.goto(ada.result_path)
    report = printed(page)
    texts = [sheet.extract_text() for sheet in report.pages]
    whole = "\n".join(texts)
    assert 2 <= len(texts) <= PAGES_AT_MOST
    assert all(len(text.split()) > 30 for text in texts), "a page with next to nothing on it"
    width, height = (float(side) for side in report.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)  # A4 in points
    for expected in ("How to read this report", "must not be used to select", "One thing to try", "Remit"):
        assert expected in whole
    assert whole.count("the whole company") >= 2  # in the chart or its table, and with its facet
    for private in (ada.token, "share link", "Which answers made", "Help", "Delete"):
        assert private not in whole


def test_a_camera_reads_the_private_link_from_the_screen(visitor: Visitor, server: Server):
    ada = server.person("Ada")
    ada.finish()
    for scheme in ("light", "dark"):
        page = visitor(color_scheme=scheme)
        page.goto(f"{ada.result_path}/phone")
        seen = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        assert [code.text for code in zxingcpp.read_barcodes(seen)] == [server.url + ada.result_path]


def test_the_print_button_is_there_for_who_has_a_script(visitor: Visitor, server: Server):
    ada = server.person("Ada")
    ada.finish()
    page = visitor()
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; }")
    page.goto(ada.result_path)
    page.get_by_role("button", name="Print the report").click()
    assert page.locator("html").get_attribute("data-printed") == "yes"
    plain = visitor(java_script_enabled=False)
    plain.goto(ada.result_path)
    expect(plain.get_by_role("button", name="Print the report")).to_have_count(0)
    expect(plain.get_by_text("Four pages at most")).to_be_visible()
