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
