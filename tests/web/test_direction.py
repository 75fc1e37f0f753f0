"""People's words keep their own direction of writing, and turn nobody else's around."""

from __future__ import annotations

import re

from quiz.settings.environment import ROOT

_WORDS = re.compile(
    r"\{\{ [\w.]*(?:workshop\.title|workshop_title|owner_name|other_name|line\.name|names\[\d\]|"
    r"page\.commitment|(?:row|shared)\.display_name)\b[^}]*\}\}"
)
_TYPED = re.compile(r"call field\([^%]*(?:page\.commitment|(?:title|display_name)\.data)[^%]*%\}")
_KEPT = re.compile(
    r'(?:<bdi[^>]*>|<[^>]*\bdir="auto"[^>]*>)$|'
    r'<input\b[^>]*\b(?:dir="auto"|type="hidden")[^>]*\bvalue="$|'
    r'\bdata-remember-name="$'  # shown by a script, in a link with a direction of its own
)


def test_peoples_words_stand_where_they_have_a_direction_of_their_own() -> None:
    found = 0
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        for words in _WORDS.finditer(text):
            found += 1
            before = text[: words.start()]
            assert _KEPT.search(before[-200:]), f"{path.name}: {words[0]}"
        for field in _TYPED.findall(text):
            found += 1
            assert 'dir="auto"' in field, f"{path.name}: {field}"
    assert found > 15
