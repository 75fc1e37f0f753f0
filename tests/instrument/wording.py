"""The texts of questions.yaml for tests that judge them, and what they are judged by.

The file is read with plain YAML here: those tests judge the words, not the code that reads them.
"""

from __future__ import annotations

import re
from pathlib import Path

import textstat
import yaml

INSTRUMENT = yaml.safe_load((Path(__file__).resolve().parents[2] / "questions.yaml").read_text("utf-8"))
FACETS = {facet["id"]: facet for domain in INSTRUMENT["domains"] for facet in domain["facets"]}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


def word_set(text: str) -> frozenset[str]:
    return frozenset(words(text))


FIRST_PERSON = word_set("i me my mine myself")
FUNCTION_WORDS = FIRST_PERSON | word_set(
    "a an and are as at be been before by do for from had has have how in is it of on or our so that the"
    " their them then there they this to up us was we what when where which who will with would"
)


def content_words(text: str) -> frozenset[str]:
    return word_set(text) - FUNCTION_WORDS


PLATFORMS_AND_COMPANIES = word_set(
    "facebook twitter instagram linkedin tiktok youtube whatsapp snapchat pinterest reddit discord mastodon"
    " bluesky telegram twitch slack tumblr wechat vimeo substack google meta microsoft apple salesforce"
    " hubspot"
)


def grade(text: str) -> float:
    """School grade: mean of two indices that count letters, words and sentences.

    textstat's syllable-based indices, Flesch-Kincaid among them, would download a dictionary first.
    """
    return float(textstat.automated_readability_index(text) + textstat.coleman_liau_index(text)) / 2
