"""What browsers get uses nothing newer than the oldest that we name: Safari 15.4, Chrome 103 and Firefox 102.

A small list of what is tempting, each with the first versions that know it. What only decorates may be newer:
it is named here, with the reason why a browser that does not know it is as well served.
"""

from __future__ import annotations

import re

import pytest

from quiz.settings.environment import ROOT
from quiz.web.assets.contents import site_contents
from quiz.web.assets.stylesheets import in_older_words, minified

SCRIPTS_NEWER = {
    r"AbortSignal\.(timeout|any)": "Safari 16",
    r"\.requestSubmit\(": "Safari 16",
    r"\.(toSorted|toReversed|toSpliced|with)\(": "Chrome 110, Safari 16, Firefox 115",
    r"\.findLast(Index)?\(": "Firefox 104",
    r"\.(isSubsetOf|intersection|union|difference)\(": "Chrome 122, Firefox 127",
    r"(Object|Map)\.groupBy|Array\.fromAsync|Promise\.(withResolvers|try)\b": "Chrome 117 and later",
    r"URL\.(canParse|parse)\(": "Chrome 120, Firefox 115",
    r"new FormData\([^)]+,[^)]+\)": "Chrome 112, Firefox 111, Safari 16.4",
    r"\.ariaBusy\b|\.aria[A-Z]\w+ =": "Firefox 119",
    r"\.(showPopover|togglePopover|startViewTransition|checkVisibility|replaceAllWith)\(": "since Chrome 105",
    r"\.inert\b": "Safari 15.5, Firefox 112",
    r"\bnavigation\.|\bscheduler\.|CompressionStream|OffscreenCanvas": "not in all",
    r"\(\?<[=!]": "Safari 16.4: a look behind is a syntax error there",
    r"/[a-z]*v[a-z]*[;,)]": "Chrome 112: the flag v",
    r"\bstatic \{": "Safari 16.4",
    r"\bimport\(|\bawait import|^await |\bwith \{ type:": "a module of ours is one file",
    r"\((width|height) [<>]=?": "Safari 16.4: ranges in media queries",
}
STYLES_NEWER = {
    r"&": "Chrome 120, Safari 17.2, Firefox 117: nesting",
    r"@media[^{]*[<>]": "Safari 16.4: ranges",
    r"@container|\bcq[wihb]\b|container-(type|name)": "Chrome 105, Safari 16, Firefox 110",
    r":has\(": "Chrome 105, Firefox 121",
    r"\d(dvh|svh|lvh|dvw)\b": "Chrome 108",
    r"color-mix\(|light-dark\(|oklch\(|oklab\(": "Chrome 111 and later",
    r"subgrid|@scope|@starting-style|@property|anchor\(|field-sizing|interpolate-size": "since Chrome 117",
    r"text-wrap|[^-]translate:|[^-]rotate:|[^-]scale:|[^-]mask:|overflow-clip-margin": "Chrome 104 and later",
    r":popover-open|:user-(in)?valid|:nth-child\([^)]* of ": "Chrome 111 and later",
}
DECORATION = {
    "text-wrap": "lines break as they always did",
    "translate:": "a question appears without rising",
    "mask:": "the lamps end at an edge",
    ".option:has(:checked)": "the radio button itself is filled",
    ".option:has(:focus-visible)": "the radio button itself has the ring: see the @supports below it",
    "selector(:has(a))": "asks whether it is known",
    ".item:has(>.item-error)": "the message is red and stands under the question",
    ".choice:has(:checked)": "the radio button itself is filled",
    ":root:has(.preview-bar)": "what has the focus may stand under the bar",
    ":root:has(.sample-ribbon)": "what has the focus may stand under the ribbon",
    "main:has(>.questionnaire)": "lines are longer",
    "body:has(.questionnaire)": "the lamps are brighter",
    "body:has(.is-stepping": "the site's name stays above the question",
    ".projector .commitments:has(": "many sentences are made smaller by fit.js",
}

SITE = {
    name: text.decode() for name, text in site_contents(ROOT / "static").items() if not name.endswith(".png")
}


def newer(text: str, features: dict[str, str]) -> dict[str, str]:
    """What is used and not known to the oldest, with a piece of where."""
    for allowed in DECORATION:
        text = text.replace(allowed, "")
    return {
        feature: text[max(found.start() - 40, 0) : found.end() + 40]
        for feature in features
        if (found := re.search(feature, text, re.MULTILINE))
    }


@pytest.mark.parametrize("name", [name for name in SITE if name.endswith(".js")])
def test_no_script_uses_what_the_oldest_browsers_do_not_know(name: str) -> None:
    assert newer(SITE[name], SCRIPTS_NEWER) == {}


@pytest.mark.parametrize("name", [name for name in SITE if name.endswith(".css")])
def test_no_stylesheet_does_either_but_to_decorate(name: str) -> None:
    assert newer(SITE[name], STYLES_NEWER) == {}


def test_what_is_said_to_decorate_is_there() -> None:
    sheets = "".join(text for name, text in SITE.items() if name.endswith(".css"))
    assert [allowed for allowed in DECORATION if allowed not in sheets] == []


def test_the_list_finds_what_is_newer() -> None:
    assert newer("form.requestSubmit(); AbortSignal.timeout(5)", SCRIPTS_NEWER).keys() == {
        r"AbortSignal\.(timeout|any)",
        r"\.requestSubmit\(",
    }
    assert newer(".a { .b:has(c) { height: 1dvh } }", STYLES_NEWER).keys() == {
        r":has\(",
        r"\d(dvh|svh|lvh|dvw)\b",
    }


def test_every_script_ends_at_its_first_line_in_a_browser_below_the_floor() -> None:
    first = '(()=>{if(!("CSSLayerBlockRule"in window))throw new Error("'
    assert {name: text[: len(first)] for name, text in SITE.items() if name.endswith(".js")} == dict.fromkeys(
        (name for name in SITE if name.endswith(".js")), first
    )


@pytest.mark.parametrize(
    ("newly", "anciently"),
    [
        (".a { x: y; .b, &:hover > c { z: w } u: v }", ".a{x: y}.a .b,.a:hover > c{z: w}.a{u: v}"),
        (
            ".a { @media (width >= 56rem) { q: r; & + & { s: t } } }",
            "@media (min-width:56rem){.a{q: r}.a + .a{s: t}}",
        ),
        (".n, .e { .o > & { m: n } > svg { w: 1 } }", ".o > .n,.o > .e{m: n}.n > svg,.e > svg{w: 1}"),
        ("@media (height < 50rem) { a { b: c } }", "@media (max-height:49.99rem){a{b: c}}"),
        ("@layer a, b; @layer a { .a { b: c } }", "@layer a,b;@layer a{.a{b: c}}"),
        (".m { & :is(a, b), c { d: e } }", ".m :is(a,b),.m c{d: e}"),
        ("a { content: \"{; &\"; b: url('x;y') }", "a{content: \"{; &\";b: url('x;y')}"),
        ("@keyframes k { from { a: b } to { c: d } }", "@keyframes k{from{a: b}to{c: d}}"),
        (".a { @supports selector(:has(a)) { b { c: d } } }", "@supports selector(:has(a)){.a b{c: d}}"),
    ],
)
def test_newer_styles_are_said_in_older_words(newly: str, anciently: str) -> None:
    assert in_older_words(minified(newly)) == anciently
