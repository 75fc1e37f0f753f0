"""The pages of sharing, light and dark: no accessibility violation, nothing cut off, no complaint."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from quiz.settings import ROOT
from quiz.web.assets.chart_library import small_bundle
from tests.browser.test_every_page import Visitor, look
from tests.cast import Person
from tests.faults.server import Server

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Scene:
    """Addresses of everything that two people who share can come to."""

    result: str
    shared: str
    waiting: str
    asked: str
    comparison: str
    again: str


@pytest.fixture(scope="module")
def scene(server: Server) -> Scene:
    """Ada shares facets; Ben asks twice and is accepted once; Ada takes it again."""
    ada, ben = server.person("Ada"), server.person("Ben")
    ada.finish("full", "4")
    ben.finish("express", "2")
    open_link, other_link = ada.share("facets", display_name="Ada"), ada.share("domains")
    accepted, waiting = ben.propose(open_link), ben.propose(other_link)
    ada.get(_of(ada, accepted))
    assert ada.post(f"{_of(ada, accepted)}/acceptance", display_name="Ada").status_code == 303
    return Scene(
        result=ada.result_path,
        shared=open_link,
        waiting=waiting,
        asked=_of(ada, waiting),
        comparison=_of(ada, accepted),
        again=_take_again(ada),
    )


def _of(person: Person, path: str) -> str:
    return re.sub(r"/results/[^/]+", person.result_path, path)


def _take_again(person: Person) -> str:
    earlier = person.token
    person.get(f"{person.result_path}/retake")
    began = person.post(f"{person.result_path}/retake", edition="full")
    person.token = str(began.location).rsplit("/", 1)[1]
    person.get(str(began.location))
    assert person.submit(person.answers("2")).status_code == 303
    path, person.token = person.result_path, earlier
    return path


def _preview(page: Page, scene: Scene) -> None:
    page.goto(f"{scene.result}/share-links")
    page.get_by_role("button", name="Preview what others will see").click()
    page.wait_for_selector(".preview-bar")


def _wrong_name(page: Page, scene: Scene) -> None:
    page.goto(f"{scene.result}/share-links")
    page.get_by_label("Your name on it").fill("x" * 41)
    page.get_by_role("button", name="Preview what others will see").click()
    page.wait_for_selector(".error-summary")


def _going_to(name: str, ending: str = "") -> Callable[[Page, Scene], None]:
    def go(page: Page, scene: Scene) -> None:
        page.goto(f"{getattr(scene, name)}{ending}")

    go.__name__ = f"{name}{ending}".replace("/", "-")
    return go


PLACES = (
    _going_to("result", "/share-links"),
    _going_to("result", "/phone"),
    _going_to("result", "/retake"),
    _going_to("shared"),
    _going_to("shared", "/comparison"),
    _going_to("waiting"),
    _going_to("asked"),
    _going_to("comparison"),
    _going_to("again"),
    _preview,
    _wrong_name,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("reach", PLACES, ids=lambda reach: reach.__name__.strip("_"))
def test_axe_finds_nothing_and_nothing_is_cut_off(visitor: Visitor, scene: Scene, reach, scheme: str) -> None:
    page = visitor(color_scheme=scheme, reduced_motion="reduce")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    reach(page, scene)
    charts = page.locator("[data-chart]").count()
    expect(page.locator(".js-plotly-plot")).to_have_count(charts, timeout=20_000)
    look(page)
    if small_bundle(ROOT):  # the larger one sets styles for maps, which our policy refuses
        assert [each for each in complaints if "status of 422" not in each] == []


def test_the_privacy_page_passes_too(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/privacy")
    look(page)
