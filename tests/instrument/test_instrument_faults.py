"""Each rule of an instrument file: what breaks it is told where it stands, with what was expected."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quiz.instrument.file import Fault, check_instrument
from tests.instrument.instrument_texts import SMALL, place_of, small_with


@dataclass(frozen=True)
class Broken:
    """The small instrument with `old` made `new`: a fault at `at`, and no other."""

    rule: str
    old: str
    new: str
    at: str
    problem: str
    expected: str


SLUG = "a small letter, then small letters, digits and hyphens"

CASES = [
    Broken("unsupported-format", "instrument/1", "instrument/2", "limelight-instrument/2",
           "the format 'limelight-instrument/2' is not supported", "limelight-instrument/1"),
    Broken("format-as-number", "limelight-instrument/1", "12", "12\nid", "format: got the number 12",
           "the format this file is written in: limelight-instrument/1, put in quotes"),
    Broken("missing-key", "title: How you meet\n", "", "format: limelight",
           "an instrument lacks the key title", "text, the instrument's title"),
    Broken("unknown-key", "passed_over:", "pased_over: x\npassed_over:", "pased_over: x",
           "an instrument has no key 'pased_over' (did you mean 'passed_over'?)",
           "format, id, version, title, welcome, headline, response_format, lead_in, passed_over, domains,"
           " archetypes, items, editions or guide"),
    Broken("key-unlike-any", "passed_over:", "zzzz: x\npassed_over:", "zzzz: x",
           "an instrument has no key 'zzzz'",
           "format, id, version, title, welcome, headline, response_format, lead_in, passed_over, domains,"
           " archetypes, items, editions or guide"),
    Broken("duplicate-key", "title: How you meet\n", "title: How you meet\ntitle: Twice\n", "title: Twice",
           "the key 'title' stands in line 4 already", "it once"),
    Broken("text-for-a-list", "response_format: [Disagree, In between, Agree]", "response_format: Agree",
           "Agree\n", "response_format: got 'Agree'",
           "a list of three to seven labels, from least to most"),
    Broken("list-for-text", "title: How you meet", "title: [How, you]", "[How", "title: got a list",
           "text, the instrument's title"),
    Broken("text-for-a-mapping", "{voice: low, order: low}", "voice",
           "voice\n    summary: Hears all and keeps", "sides: got 'voice'",
           'the side of each of the two domains, "low" or "high"'),
    Broken("empty-text", "title: How you meet", "title: '  '", "'  '", "title: the text is empty",
           "text, the instrument's title"),
    Broken("text-for-a-number", "version: 1", "version: one", "one\ntitle", "version: got 'one'",
           "a whole number, 1 or more, raised with every change of an item"),
    Broken("version-in-quotes", "version: 1", 'version: "1"', '"1"', "version: got '1'",
           "a whole number, 1 or more, raised with every change of an item"),
    Broken("version-zero", "version: 1", "version: 0", "0\ntitle", "version: got the number 0",
           "a whole number, 1 or more, raised with every change of an item"),
    Broken("minutes-with-a-point", "minutes: 2", "minutes: 2.5", "2.5", "minutes: got the number 2.5",
           "a whole number of minutes, 1 or more"),
    Broken("id-with-capital", "id: meetings", "id: Meetings", "Meetings\n", "id: got 'Meetings'",
           f"the instrument's id: {SLUG}"),
    Broken("two-labels", "[Disagree, In between, Agree]", "[Disagree, Agree]", "[Disagree",
           "response_format: got 2", "a list of three to seven labels, from least to most"),
    Broken("eight-labels", "[Disagree, In between, Agree]", "[A, B, C, D, E, F, G, H]", "[A,",
           "response_format: got 8", "a list of three to seven labels, from least to most"),
    Broken("same-label-twice", "[Disagree, In between, Agree]", "[Disagree, Agree, Agree]", "Agree]",
           "the label 'Agree' stands here twice", "labels that differ"),
    Broken("missing-advice", "low: {meaning: You wait., gain: Others begin., cost: Silence grows.,",
           "low: {meaning: You wait., gain: Others begin.,", "low: {meaning: You wait",
           "a level lacks the key cost", "text, what it costs"),
    Broken("missing-level",
           "middle: {meaning: You do both., gain: You can choose., cost: Nobody can tell., practice:"
           " Plan one start.}", "", "levels:\n          low: {meaning: You wait",
           "a set of levels lacks the key middle",
           "what is said across the middle: meaning, and more if you like"),
    Broken("keyed-otherwise", 'id: opening-1, facet: opening, keyed: "+"',
           "id: opening-1, facet: opening, keyed: up", "up, text", "keyed: got 'up'",
           '"+" (in quotes) when agreement raises the score, "-" when it lowers it; a situation has'
           " options instead"),
    Broken("keyed-missing", 'facet: opening, keyed: "+"', "facet: opening", "{id: opening-1",
           "a statement lacks the key keyed",
           '"+" (in quotes) when agreement raises the score, "-" when it lowers it; a situation has'
           " options instead"),
    Broken("keyed-situation", "    facet: ending\n", '    facet: ending\n    keyed: "-"\n', 'keyed: "-"\n',
           "a situation has no key 'keyed'", "id, facet, text, theme or options"),
    Broken("one-option",
           "\n      - {text: I thank everyone and close., value: 0, reason: The hour decides.}"
           "\n      - {text: I stay until both are settled., value: 100, reason: The matter decides.}",
           "", "- {text: I propose ten", "options: got 1",
           "a list of two to nine options, each with text, value and reason"),
    Broken("option-over-100", "value: 67", "value: 101", "101", "value: got the number 101",
           "a plain number from 0 to 100"),
    Broken("option-under-0", "value: 67", "value: -0.5", "-0.5", "value: got the number -0.5",
           "a plain number from 0 to 100"),
    Broken("same-option-twice", "text: I thank everyone and close.", "text: I propose ten more minutes.",
           "I propose ten more minutes., value: 0,",
           "the option 'I propose ten more minutes.' stands here twice", "options that differ"),
    Broken("item-of-another-kind", "\nitems:\n", "\nitems:\n  - an item\n", "an item\n",
           "items: got 'an item'", "a statement with the keys id, facet, keyed, text, theme"),
    Broken("edition-without-items",
           "[opening-1, agenda-2, asking-2, ending-1, opening-2, asking-1, agenda-1, ending-2]", "[]", "[]",
           "items: got 0", "a list of the ids of its items, in the order they are shown"),
    Broken("archetype-side", "{voice: low, order: low}", "{voice: lower, order: low}", "lower",
           "voice: got 'lower'", '"low" or "high"'),
    Broken("quarter-twice", "{voice: low, order: high}", "{voice: low, order: low} # again",
           "sides: {voice: low, order: low} # again",
           "another archetype has the quarter voice: low, order: low", "voice: low, order: high"),
    Broken("archetype-of-no-domain", "{voice: low, order: low}", "{voice: low, ordre: low}", "ordre",
           "there is no domain 'ordre' (did you mean 'order'?)", "voice or order"),
    Broken("item-of-no-facet", "id: opening-2, facet: opening", "id: opening-2, facet: openning", "openning",
           "there is no facet 'openning' (did you mean 'opening'?)", "the id of a facet"),
    Broken("duplicate-item-id", "\nitems:\n",
           '\nitems:\n  - {id: opening-1, facet: opening, keyed: "-", text: Again., theme: again}\n',
           'opening-1, facet: opening, keyed: "+"', "the id 'opening-1' is taken",
           "an id that no other item has"),
    Broken("duplicate-edition-id", "id: quick", "id: full", "full\n    name: Quick",
           "the id 'full' is taken", "an id that no other edition has"),
    Broken("duplicate-archetype-id", "id: spark", "id: captain", "captain\n    name: Spark",
           "the id 'captain' is taken", "an id that no other archetype has"),
    Broken("edition-of-no-item", "ending-situation, asking-1", "ending-situatoin, asking-1",
           "ending-situatoin", "there is no item 'ending-situatoin' (did you mean 'ending-situation'?)",
           "the id of an item"),
    Broken("item-twice-in-an-edition", "agenda-1, ending-2]\n  - id",
           "agenda-1, ending-2, agenda-1]\n  - id", "agenda-1]", "the item 'agenda-1' stands here twice",
           "every item once"),
    Broken("facet-missing-in-an-edition",
           "[opening-1, agenda-2, asking-2, ending-1, opening-2, asking-1, agenda-1, ending-2]",
           "[opening-1, agenda-2, ending-1, opening-2, agenda-1, ending-2] # no asking",
           "items: [opening-1, agenda-2, ending-1, opening-2, agenda-1, ending-2] # no asking",
           "no item of this edition measures 'asking'", "one item or more for every facet"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_it_reports_the_fault_where_it_stands(case: Broken) -> None:
    text = small_with(case.old, case.new)
    assert check_instrument(text).faults == (Fault(*place_of(case.at, text), case.problem, case.expected),)


def test_it_reports_a_facet_that_no_item_measures() -> None:
    text = SMALL.replace("facet: asking", "facet: opening")
    [fault] = check_instrument(text).faults
    assert (fault.line, fault.column) == place_of("asking\n        name: Asking", text)
    assert fault.problem == "no item measures the facet 'asking'"
    assert fault.expected == "one item or more for every facet"


def test_no_two_facets_have_one_id_even_in_different_domains() -> None:
    text = SMALL.replace("id: agenda\n", "id: asking\n").replace("facet: agenda", "facet: asking")
    [fault] = check_instrument(text).faults
    assert (fault.line, fault.column) == place_of("asking\n        name: Agenda", text)
    assert (fault.problem, fault.expected) == ("the id 'asking' is taken", "an id that no other facet has")


def test_an_instrument_has_exactly_two_domains() -> None:
    text = SMALL[: SMALL.index("  - id: order")] + SMALL[SMALL.index("archetypes:") :]
    problems = {fault.problem for fault in check_instrument(text).faults}
    assert "domains: got 1" in problems
    assert "there is no domain 'order'" in problems
    assert "there is no facet 'agenda'" in problems


def test_an_instrument_has_exactly_four_archetypes() -> None:
    text = SMALL[: SMALL.index("  - id: spark")] + SMALL[SMALL.index("items:\n  - {id") :]
    [fault] = check_instrument(text).faults
    assert (fault.problem, fault.line) == ("archetypes: got 3", place_of("archetypes:", SMALL)[0] + 1)


def test_a_domain_has_at_least_two_facets() -> None:
    text = SMALL[: SMALL.index("      - id: asking")] + SMALL[SMALL.index("  - id: order") :]
    text = text.replace("facet: asking", "facet: opening")
    [fault] = check_instrument(text).faults
    assert (fault.problem, fault.expected) == ("facets: got 1", "a list of two or more facets")


def test_every_missing_advice_is_told() -> None:
    text = SMALL.replace("practice:", "practise:")
    faults = check_instrument(text).faults
    unknown, missing = 4 * 3, 4 * 2  # the middle level may lack it
    assert len(faults) == unknown + missing
    assert faults[0].problem == "a level lacks the key practice"
    assert faults[1].problem == "a level has no key 'practise' (did you mean 'practice'?)"
