"""Taking it again in a real browser: what moved, in which order, and what neither link tells of the other."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from quiz.instrument.file import parse_instrument
from quiz.settings.environment import ROOT
from tests.browser.journeys import answer_by_keyboard, checked, saved, submit, wait_for_stepper
from tests.browser.rooms import Visitor
from tests.builders import FACET_IDS, option_worth
from tests.cast import Person
from tests.faults.server import Server

pytestmark = pytest.mark.browser

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))

Worth = Mapping[str, tuple[float, float]]
"""What the two items of a facet are answered to be worth; facets left out are in the middle."""

MOVED: Worth = {"stage": (100, 100), "remit": (0, 0), "credit": (75, 50)}
NO_CHANGE = "No clear change."
OVERALL_FITS = "anything from 8 points towards “Superstar” to 11 points towards “Enabler”"
MINDSET_FITS = "anything from 27 points towards “my role” to 2 points towards “the shared purpose”"
VERDICTS = {
    # All items alike: the error of a facet of two is the floor, 10/√2 = 7.1, before and after, with 16 df.
    # The headline moved from 9.1 points on, a domain from 14.6 on, the first of eight facets from 39.3 on.
    "Focus": ("Moved towards “impact”.", "from 50 to 66; 1 to 30 points fit your answers"),
    "Overall": (NO_CHANGE, f"from 50 to 52; {OVERALL_FITS} fits your answers"),
    "Mindset": (NO_CHANGE, f"from 50 to 38; {MINDSET_FITS} fits your answers"),
    "Remit": ("Moved towards “my remit”.", "from 50 to 0"),
    "Stage": ("Moved towards “behind the curtain”.", "from 50 to 100"),
}
STILL = "No clear change in the other facets: Knowledge 50 both times; Breadth 50 both times; "


def answers(worth: Worth | None = None) -> dict[str, str]:
    """For every item of the quick edition the option that is worth this much."""
    left = {facet: list((worth or {}).get(facet, (50, 50))) for facet in FACET_IDS}
    return {
        item.id: str(option_worth(left[item.facet].pop(), item, INSTRUMENT))
        for item in INSTRUMENT.editions["quick"].items
    }


@pytest.fixture
def ada(server: Server) -> Person:
    """Her first result is in the middle of everything."""
    person = server.person("Ada")
    person.start("quick")
    assert person.submit(answers()).status_code == 303
    return person


def again(person: Person, worth: Worth) -> None:
    """Take it again, away from the browser, and stay with the new link."""
    person.get(f"{person.result_path}/retake")
    began = person.post(f"{person.result_path}/retake", edition="quick")
    person.token = str(began.location).rsplit("/", 1)[1]
    person.get(str(began.location))
    assert person.submit(answers(worth)).status_code == 303


def begin_again(page: Page, earlier: str) -> str:
    """From the earlier result to the new questionnaire; returns its token."""
    page.goto(earlier)
    page.get_by_role("link", name="take it again").click()
    page.get_by_role("button", name="Start again").click()
    page.wait_for_url("**/questionnaire/*")
    return re.split(r"[/#]", page.url.split("/questionnaire/")[1])[0]


def verdicts(page: Page) -> dict[str, tuple[str, str]]:
    facets = page.locator("#progress .changes > li").all()
    return {
        each.locator("h3").inner_text(): (
            each.locator("strong").inner_text(),
            each.locator(".quiet").inner_text(),
        )
        for each in facets
    }


def test_ada_takes_it_again_by_keyboard_and_reads_what_moved(visitor: Visitor, ada: Person) -> None:
    page = visitor()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    begin_again(page, ada.result_path)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "".join(answers(MOVED).values()))
    submit(page)
    assert verdicts(page) == VERDICTS
    assert list(verdicts(page)) == list(VERDICTS), "what moved comes first"
    expect(page.locator("#progress")).to_contain_text(
        "What moved further than answering twice explains: Focus, Remit"
    )
    expect(page.locator("#progress")).to_contain_text(STILL)
    expect(page.locator("#progress")).to_contain_text("Credit from 50 to 62")
    page.locator("#progress .chart").scroll_into_view_if_needed()
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=20_000)
    assert complaints == []


def test_it_is_all_there_without_javascript(visitor: Visitor, ada: Person) -> None:
    page = visitor(java_script_enabled=False)
    begin_again(page, ada.result_path)
    for item, option in answers(MOVED).items():
        page.locator(f'input[name="item_{item}"][value="{option}"]').check()
    submit(page)
    assert verdicts(page) == VERDICTS
    rows = page.locator("#progress .chart-table tbody th").all_inner_texts()
    assert [row[:2] for row in rows] == ["1.", "2."]


def test_the_path_runs_through_three_results_oldest_first(visitor: Visitor, ada: Person) -> None:
    """Mindset (across) is the mean of four facets: remit at 0 makes it 37.5, and at 100 it makes 62.5."""
    again(ada, {"remit": (0, 0)})
    again(ada, {"remit": (100, 100)})
    page = visitor()
    page.goto(ada.result_path)
    page.locator("#progress .chart").scroll_into_view_if_needed()
    drawn = page.locator("#progress .js-plotly-plot")
    expect(drawn).to_have_count(1, timeout=20_000)
    path = drawn.evaluate("plot => plot.data.find(trace => trace.name === 'path')")
    assert path["x"] == [50, 37.5, 62.5]
    assert path["y"] == [50, 50, 50]
    assert path["text"] == ["1", "2", "3"]
    assert verdicts(page)["Remit"] == ("Moved towards “the whole company”.", "from 0 to 100")


def test_begun_in_two_tabs_only_the_one_that_was_finished_counts(visitor: Visitor, ada: Person) -> None:
    page = visitor(java_script_enabled=False)
    other = page.context.new_page()
    tokens = {begin_again(each, ada.result_path) for each in (other, page)}
    assert len(tokens) == 2
    page.bring_to_front()  # what is behind is drawn once a second, and each press would wait for that
    for item, option in answers(MOVED).items():
        page.locator(f'input[name="item_{item}"][value="{option}"]').check()
    submit(page)
    assert verdicts(page) == VERDICTS
    page.goto(ada.result_path)
    said = page.locator("#progress").inner_text()
    assert said.count("You took it again on ") == 1
    assert " and on " not in said


def test_a_retake_only_begun_waits_under_its_link_and_shows_nowhere(visitor: Visitor, ada: Person) -> None:
    phone = visitor()
    token = begin_again(phone, ada.result_path)
    wait_for_stepper(phone)
    phone.locator(".item.is-current legend").focus()
    answer_by_keyboard(phone, "42")
    saved(phone)
    laptop = visitor()
    laptop.goto(ada.result_path)
    expect(laptop.locator("#progress")).to_have_count(0)
    laptop.goto(f"/questionnaire/{token}")
    assert len(checked(laptop)) == 2


def test_neither_link_leads_to_the_other_nor_stays_on_the_device(visitor: Visitor, ada: Person) -> None:
    page = visitor()
    referrers: list[str | None] = []
    page.on("request", lambda request: referrers.append(request.headers.get("referer")))
    token = begin_again(page, ada.result_path)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "".join(answers(MOVED).values()))
    submit(page)
    page.locator("#progress .chart").scroll_into_view_if_needed()
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=20_000)
    assert token in page.content()
    assert ada.token not in page.content()
    leads_back = "{...localStorage, 'limelight:opened': ''}"  # the list on the first page, which is for them
    kept = page.evaluate(f"JSON.stringify([{leads_back}, {{...sessionStorage}}, document.cookie])")
    assert ada.token not in kept
    assert token not in kept
    assert not any(each and (token in each or ada.token in each) for each in referrers)
    page.goto(ada.result_path)
    expect(page.locator("#progress")).to_contain_text("That result is under its own private link.")
    assert ada.token in page.content()
    assert token not in page.content()


def test_nothing_of_a_deleted_result_stays_with_the_newer_one(visitor: Visitor, ada: Person) -> None:
    earlier = ada.result_path
    again(ada, MOVED)
    page = visitor()
    page.goto(ada.result_path)
    expect(page.locator("#progress")).to_have_count(1)
    page.goto(earlier)
    page.get_by_role("link", name="delete it with all your answers").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_text("Deleted.")).to_be_visible()
    page.goto(ada.result_path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#progress")).to_have_count(0)


def test_cleo_and_whoever_has_a_share_link_see_nothing_of_it(
    visitor: Visitor, ada: Person, server: Server
) -> None:
    again(ada, MOVED)
    page = visitor()
    opened = page.goto(ada.share("facets"))
    assert opened is not None
    assert opened.status == 200
    for private in ("Since last time", "took it again", "The path over the map", ada.token):
        assert private not in page.content()
    expect(page.locator("[data-chart]")).to_have_count(3)
    cleo = server.person("Cleo")
    assert cleo.get(f"/results/{'x' * 32}/retake").status_code == 404
