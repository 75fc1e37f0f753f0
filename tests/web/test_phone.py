"""The private link as a QR code: readable by a camera, and exactly that link."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from PIL import Image

from quiz.charts.card import draw_png
from tests.cast import Person
from tests.web.conftest import app_for, settings_for


def read(page: str) -> str:
    """What a camera reads in the page's QR code."""
    found = re.search(r"<svg[^>]*class=\"qr\".*?</svg>", page, re.DOTALL)
    assert found
    svg = found[0].replace("<svg", '<svg width="400" height="400"', 1)
    if "xmlns" not in svg:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    picture = Image.open(io.BytesIO(draw_png(svg))).convert("L")
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


def test_the_code_is_the_private_link_with_the_configured_address(tmp_path):
    ada = Person("Ada", app_for(settings_for(tmp_path, base_url="https://limelight.example")))
    ada.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    ada.finish()
    ada.get(f"{ada.result_path}/phone", headers={"Host": "evil.example"})
    assert read(ada.page) == f"https://limelight.example{ada.result_path}"
    assert "BASE_URL" not in ada.page


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_server_for_this_computer_alone_says_that_no_phone_gets_there(tmp_path, host):
    ada = Person("Ada", app_for(settings_for(tmp_path, host=host)))
    ada.finish()
    ada.get(f"{ada.result_path}/phone")
    assert "This server answers on this computer only" in ada.page


def test_the_code_is_dark_on_white_with_a_quiet_zone(ada: Person) -> None:
    ada.finish()
    ada.get(f"{ada.result_path}/phone")
    svg = re.search(r"<svg[^>]*class=\"qr\".*?</svg>", ada.page, re.DOTALL)[0]
    assert "#fff" in svg
    assert "#000" in svg
    assert "style=" not in svg
    width = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    assert (width - 2 * 4 - 17) % 4 == 0  # a code of version v has 17 + 4v modules, and four of white around


def test_only_a_finished_result_has_one(ada: Person, cleo: Person) -> None:
    ada.start()
    assert ada.get(f"{ada.result_path}/phone").status_code == 303
    assert cleo.get(f"/results/{'x' * 32}/phone").status_code == 404
