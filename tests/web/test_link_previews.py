"""What programs that make link previews read of a shared page, by two of their parsers."""

from __future__ import annotations

import pytest
from linkpreview import Link, LinkPreview
from webpreview import OpenGraph, TwitterCard, web_preview

from tests.cast import Person
from tests.web.conftest import app_for, settings_for

ORIGIN = "https://limelight.example"


@pytest.fixture
def shared_page(tmp_path) -> tuple[str, str]:
    """Address and HTML of a page on which Ada shares the map."""
    app = app_for(settings_for(tmp_path, base_url=ORIGIN))
    ada, cleo = Person("Ada", app), Person("Cleo", app)
    ada.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    ada.finish("quick", "4")
    path = ada.share("domains", display_name="Ada & <Co>")
    return ORIGIN + path, cleo.get(path).text


def test_linkpreview_reads_title_words_and_picture(shared_page):
    address, html = shared_page
    preview = LinkPreview(Link(address, html))
    assert preview.title.startswith("Ada & <Co>’s result: ")
    assert "A self-reflection with Limelight, not a test." in preview.description
    assert preview.absolute_image.startswith(f"{address}/card-")
    assert preview.site_name == "Limelight"


def test_webpreview_reads_title_words_and_picture_of_both_kinds_of_tags(shared_page):
    address, html = shared_page
    for prefix, kind in (("og", OpenGraph), ("twitter", TwitterCard)):
        names = [f"{prefix}:{each}" for each in ("title", "description", "image")]
        found = kind(address, names, content=html)
        assert found.title.startswith("Ada & <Co>’s result: ")
        assert "not a test" in found.description
        assert found.image.startswith(f"{address}/card-")
    assert web_preview(address, content=html)[2].startswith(ORIGIN)


def test_a_private_page_gives_a_preview_that_says_nothing_of_the_result(tmp_path):
    app = app_for(settings_for(tmp_path, base_url=ORIGIN))
    ada = Person("Ada", app)
    ada.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    ada.finish("quick", "4")
    ada.get(ada.result_path)
    preview = LinkPreview(Link(ORIGIN + ada.result_path, ada.page))
    assert preview.title == "Limelight: where do you stand between Superstar and Enabler?"
    assert preview.absolute_image.endswith("/img/card.png")
