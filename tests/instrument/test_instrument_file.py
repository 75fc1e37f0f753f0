"""An instrument is read whole and exactly, or refused with a report of everything that is wrong."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from quiz.instrument.file import Fault, InstrumentFileError, Report, check_instrument, parse_instrument
from quiz.instrument.instrument import Level, LevelText, Situation, SituationOption, Statement
from tests.instrument.instrument_texts import INSTRUMENTS, SMALL, small_with

QUESTIONS = Path(__file__).parent.parent.parent / "questions.yaml"


def test_every_part_of_the_file_arrives_in_the_instrument() -> None:
    instrument = parse_instrument(SMALL)
    assert (instrument.id, instrument.version, instrument.title) == ("meetings", 1, "How you meet")
    assert instrument.response_format == ("Disagree", "In between", "Agree")
    assert [domain.id for domain in instrument.domains] == ["voice", "order"]
    assert [facet.id for facet in instrument.facets] == ["opening", "asking", "agenda", "ending"]
    assert instrument.facets_by_id["opening"].levels[Level.LOW] == LevelText(
        "You wait.", "Others begin.", "Silence grows.", "Greet the room first."
    )
    assert list(instrument.editions) == ["full", "quick"]
    assert [item.id for item in instrument.editions["full"].items][:3] == [
        "opening-1",
        "agenda-2",
        "asking-2",
    ]
    assert (instrument.editions["full"].minutes, len(instrument.editions["full"].items)) == (2, 9)


def test_what_may_be_left_out_is_empty_and_arrives_where_it_is_there() -> None:
    instrument = parse_instrument(SMALL)
    low = instrument.facets_by_id["opening"].levels[Level.LOW]
    assert (instrument.lead_in, low.third_person, instrument.archetypes[0].third_person) == ("", "", "")
    text = small_with(
        "passed_over:",
        "lead_in: How often, since spring?\npassed_over:",
    )
    text = text.replace("gain: Others begin.", "gain: Others begin., third_person: Waits.")
    text = text.replace(
        "{meaning: You do both., gain: You can choose., cost: Nobody can tell., practice: Plan one start.}",
        "{meaning: Open.}",
    )
    instrument = parse_instrument(text)
    levels = instrument.facets_by_id["opening"].levels
    assert instrument.lead_in == "How often, since spring?"
    assert levels[Level.LOW].third_person == "Waits."
    assert levels[Level.MIDDLE] == LevelText("Open.")


def test_both_kinds_of_item_arrive_with_their_key() -> None:
    items = parse_instrument(SMALL).editions["full"].items_by_id
    assert items["opening-2"] == Statement(
        "opening-2", "opening", "-", "I let somebody else begin.", "waiting"
    )
    situation = items["ending-situation"]
    assert isinstance(situation, Situation)
    assert situation.options[1] == SituationOption("I thank everyone and close.", 0.0, "The hour decides.")


def test_the_sides_of_an_archetype_follow_the_order_of_the_domains() -> None:
    text = small_with("{voice: low, order: high}", "{order: high, voice: low}")
    assert parse_instrument(text).archetypes_by_id["explorer"].sides == ("low", "high")


def test_the_content_hash_is_that_of_the_text() -> None:
    text = small_with("How you meet", "Wie ihr euch trefft – größer")
    assert parse_instrument(text).sha256 == sha256(text.encode("utf-8")).hexdigest()


def test_html_is_plain_text() -> None:
    text = small_with("How you meet", "<script>alert(1)</script> & {{ 7 * 7 }}")
    assert parse_instrument(text).title == "<script>alert(1)</script> & {{ 7 * 7 }}"


def test_space_around_a_text_is_dropped() -> None:
    assert (
        parse_instrument(small_with("title: How you meet", "title: >\n  How you\n  meet\n")).title
        == "How you meet"
    )


def test_the_instrument_of_this_project_is_free_of_faults_and_warnings() -> None:
    report = check_instrument(QUESTIONS.read_text(encoding="utf-8"))
    assert str(report) == ""


def test_all_faults_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = (INSTRUMENTS / "many-faults.yaml").read_text(encoding="utf-8")
    with pytest.raises(InstrumentFileError) as caught:
        parse_instrument(text, "many.yaml")
    lines = str(caught.value).splitlines()
    assert [line.split("; expected ")[0] for line in lines] == [
        "many.yaml:1:1: an instrument lacks the key archetypes",
        "many.yaml:1:1: an instrument lacks the key title",
        "many.yaml:2:5: id: got 'Many'",
        "many.yaml:3:10: version: got '1'",
        "many.yaml:4:1: an instrument has no key 'titel' (did you mean 'title'?)",
        "many.yaml:6:13: low_pole: got no, which YAML may read as true or false",
        "many.yaml:7:14: an anchor, &high",
        "many.yaml:9:18: response_format: got 2",
        "many.yaml:9:19: response_format: got Yes, which YAML may read as true or false",
        "many.yaml:9:24: response_format: got No, which YAML may read as true or false",
        "many.yaml:10:14: the text holds U+0007",
        "many.yaml:12:3: domains: got 1",
        "many.yaml:15:16: an alias, *high",
        "many.yaml:18:7: facets: got 1",
        "many.yaml:23:9: a set of levels lacks the key middle",
        "many.yaml:24:11: a level lacks the key practice",
        "many.yaml:24:80: the key 'cost' stands in line 24 already",
        "many.yaml:25:78: practice: got 012, which YAML may read as a number",
        "many.yaml:28:10: the id 'opening-1' is taken",
        "many.yaml:28:28: there is no facet 'openings' (did you mean 'opening'?)",
        "many.yaml:28:45: keyed: got 'plus'",
        "many.yaml:32:14: minutes: got the number 1.5",
        "many.yaml:33:24: there is no item 'opening-2' (did you mean 'opening-1'?)",
        "many.yaml:33:35: the item 'opening-1' stands here twice",
    ]
    assert len(caught.value.faults) == len(lines)


def test_a_report_names_the_file_in_every_line_and_tells_warnings_apart() -> None:
    report = Report("a.yaml", (Fault(2, 3, "bad", "good"),), (Fault(1, 1, "poor", "rich"),))
    assert str(report) == "a.yaml:2:3: bad; expected good\na.yaml:1:1: warning: poor; expected rich"


def test_a_report_of_very_many_faults_ends_with_their_number() -> None:
    faults = tuple(Fault(line, 1, "bad", "good") for line in range(1, 1001))
    lines = Report("a.yaml", faults, ()).lines()
    assert (len(lines), lines[-1]) == (201, "and 800 more faults")
