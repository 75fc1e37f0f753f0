"""Numbers in the documents are the code's: the sentence must be there, and its number the constant's."""

from __future__ import annotations

import re
from math import log2

import pytest

from quiz.cli import simulation
from quiz.evidence import figures, research_file
from quiz.evidence.coefficients import LEAST_ITEMS
from quiz.instrument.file import cautions, characters, yaml_reader
from quiz.measurement import comparison_group, precision, profile, quality, scoring
from quiz.settings.environment import ROOT, Settings
from quiz.store import retakes, tokens, told_counts
from quiz.store.retention import sweep
from quiz.web import factory
from quiz.web.front import headers
from quiz.web.guards import limit_store, limits, secret_cookie
from quiz.web.page import display_names
from quiz.web.results import page as results
from quiz.web.serving import server
from quiz.web.sharing import cards
from quiz.web.workshops import forms, joining
from quiz.workshop import codes, disclosure, stages
from tests import test_architecture as architecture
from tests.chaos.__main__ import SECONDS as CHAOS_SECONDS

WORDS = [
    *("no", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve"),
]
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DEFAULTS = {name: field.default for name, field in Settings.model_fields.items()}
WRONG, RETURNS, KNOWN = limits.MOST_WRONG, joining.MOST_RETURNS, limits.KNOWN
LINK_BITS = 8 * tokens.TOKEN_BYTES
BODY_KB = factory.MAX_BODY_BYTES // 1024
KEEPING = [int(days) for days, _ in forms.KEEPING]
(HSTS,) = re.findall(r"max-age=(\d+)", headers._HTTPS_ONLY[1])
(WAYS_BACK_DAYS,) = re.findall(r"KEPT_DAYS = (\d+);", (ROOT / "static/js/ways_back.js").read_text("utf-8"))
RELEASES = [comparison_group.FIRST_RELEASE * times for times in (1, 2, 4)]

NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?[⁰¹²³⁴-⁹]*|an? \w+|\w+)"
"""In figures or in words; with what stands around it, a wrong one is found as well as the right one."""

SAID: list[tuple[str, str, list[object]]] = [
    ("SECURITY.md", "a private link with {} random bits", [LINK_BITS]),
    ("SECURITY.md", "share links have {} bits", [LINK_BITS]),
    ("SECURITY.md", "bodies up to {} KB", [BODY_KB]),
    ("SECURITY.md", "deep nesting, up to {} bytes", [characters.MOST_BYTES]),
    ("SECURITY.md", "once a day with `RETENTION={}`, the default", [DEFAULTS["retention"]]),
    (
        "CONTRIBUTING.md",
        "At most {} lines; functions at most {}.",
        [architecture.LINES, architecture.LINES_OF_A_FUNCTION],
    ),
    ("CONTRIBUTING.md", "faults at random, {} minutes on each", [WORDS[CHAOS_SECONDS // 60]]),
    ("docs/faults.md", "# {} minutes on each database", [WORDS[CHAOS_SECONDS // 60]]),
    ("docs/faults.md", "within the grace of {} seconds", [WORDS[server.GRACE]]),
    ("docs/privacy.md", "in whole seconds and {} at most", [quality.MOST_SECONDS]),
    ("docs/privacy.md", "as one of {} numbers", [WORDS[quality.MOST_SECONDS + 1]]),
    ("docs/privacy.md", "unfinished ones {} days from the start", [DEFAULTS["retention_unfinished_days"]]),
    ("docs/privacy.md", "{} days after the link ended", [DEFAULTS["retention_ended_days"]]),
    ("docs/privacy.md", "{} days after it ended", [DEFAULTS["retention_ended_days"]]),
    ("docs/privacy.md", "up to {} letters", [display_names.MAX_LETTERS]),
    ("docs/privacy.md", "shows {} earlier ones at most", [retakes.EARLIER_AT_MOST]),
    ("docs/privacy.md", "it was made: {}, {}, {} …", [*RELEASES]),
    ("docs/privacy.md", "until a window of {} seconds ends", [WORDS[told_counts.WINDOW]]),
    ("docs/privacy.md", "as the facilitator chose, {} to {} days", [min(KEEPING), max(KEEPING)]),
    ("docs/privacy.md", "{} minutes, an hour for new workshops", [WORDS[WRONG.get_expiry() // 60]]),
    ("docs/privacy.md", "{} hours for the right codes", [WORDS[KNOWN.get_expiry() // 3600]]),
    (
        "docs/privacy.md",
        "answers and scores, without a link | memory of each process, the last {} |",
        [results.RESULTS_KEPT],
    ),
    (
        "docs/privacy.md",
        "share link's token beside it | memory of each process, the last {} |",
        [cards.KEPT],
    ),
    (
        "docs/privacy.md",
        "a workshop's {} days, of the last {} workshops",
        [secret_cookie.LASTING // 86_400, secret_cookie.MOST_KEPT],
    ),
    ("docs/privacy.md", "{} days after it was opened last", [WAYS_BACK_DAYS]),
    (
        "docs/privacy.md",
        "needs {} tries",
        [f"{len(codes.ALPHABET)}{str(codes.PAPER_LENGTH).translate(RAISED)}"],
    ),
    ("docs/privacy.md", "With `RETENTION={}`, which is the default", [DEFAULTS["retention"]]),
    ("docs/privacy.md", "together, from {} people on", [figures.LEAST_FOR_MEANS]),
    (
        "docs/workshops.md",
        "{} is a good number, {} the least",
        [WORDS[disclosure.MINIMUM_DEFAULT].title(), WORDS[disclosure.MINIMUM_FLOOR]],
    ),
    ("docs/workshops.md", "A round takes {} people at most", [stages.MOST_PARTICIPANTS]),
    (
        "docs/workshops.md",
        "After {} wrong codes from one network address within {} minutes",
        [WRONG.amount, WORDS[WRONG.get_expiry() // 60]],
    ),
    ("docs/workshops.md", "until {} minutes after the first", [WORDS[WRONG.get_expiry() // 60]]),
    ("docs/workshops.md", "in the last {} hours still open", [WORDS[KNOWN.get_expiry() // 3600]]),
    (
        "docs/workshops.md",
        "still lead back, each {} times an hour",
        [RETURNS.amount * 3600 // RETURNS.get_expiry()],
    ),
    ("docs/workshops.md", "{} people a minute come in", [DEFAULTS["joins_per_minute"]]),
    ("docs/workshops.md", "{} workshops an hour can be made", [DEFAULTS["workshops_per_hour"]]),
    ("docs/security.md", "from 0 to {} KB", [BODY_KB]),
    ("docs/security.md", "Join codes have {} bits", [round(codes.JOIN_LENGTH * log2(len(codes.ALPHABET)))]),
    ("docs/security.md", "Links have {} bits", [LINK_BITS]),
    ("docs/security.md", "They have {} bits", [LINK_BITS]),
    ("docs/security.md", "HSTS of {} year", ["a" if int(HSTS) == 365 * 86_400 else HSTS]),
    ("docs/scaling.md", "each process takes {}", [server._CONNECTIONS]),
    ("docs/scaling.md", "{} rows a transaction", [sweep.BATCH]),
    (
        "docs/self-hosting.md",
        "waits {} of a second",
        ["a quarter" if limit_store.PATIENCE == 0.25 else limit_store.PATIENCE],
    ),
    ("docs/instrument-format.md", "a statement over {} words", [cautions.MOST_WORDS_OF_STATEMENT]),
    ("docs/instrument-format.md", "a situation over {}", [cautions.MOST_WORDS_OF_SITUATION]),
    ("docs/instrument-format.md", "an option over {}", [cautions.MOST_WORDS_OF_OPTION]),
    ("docs/instrument-format.md", "nesting deeper than {}", [yaml_reader.DEEPEST]),
    ("docs/instrument-format.md", "UTF-8, at most {} bytes", [characters.MOST_BYTES]),
    (
        "docs/result-format.md",
        "at least {} of its items answered",
        ["half" if scoring.SHARE_NEEDED == 0.5 else scoring.SHARE_NEEDED],
    ),
    ("docs/result-format.md", "and s is at least {} points", [precision.SD_FLOOR]),
    ("docs/result-format.md", "s is the floor of {}", [precision.SD_FLOOR]),
    (
        "docs/result-format.md",
        "largest is at least {:.2f}, `leaning` from {:.2f}",
        [profile.PLAIN_FROM, profile.LEANING_FROM],
    ),
    ("docs/result-format.md", "rounded down, {} for all that is longer", [quality.MOST_SECONDS]),
    ("docs/result-format.md", "a median under {} seconds", [quality.FAST_SECONDS]),
    (
        "docs/result-format.md",
        "{:.2f} of it, or {:.3f} where an edition has fewer than {:s} items a facet",
        [quality.LEAST_SHARE, quality.LEAST_SHARE_OF_FEW, WORDS[quality.FEW_ITEMS]],
    ),
    ("docs/result-format.md", "all answered statements, {} at least", [WORDS[quality.LEAST_ANSWERS]]),
    ("docs/research-export.md", "fewer than {} such response sets", [WORDS[research_file.LEAST_GROUP]]),
    ("docs/research-export.md", "fewer than {} rows share it", [WORDS[research_file.LEAST_GROUP]]),
    ("docs/measurement.md", "`--n`, {} for each edition", [simulation.RESPONDENTS]),
    ("docs/measurement.md", "Version 3, seed {:d}", [simulation.SEED]),
    ("docs/measurement.md", "n − 1 below the SD | {} |", [figures.LEAST_FOR_MEANS]),
    ("docs/measurement.md", "the sum of the others | {} |", [figures.LEAST_FOR_CORRELATIONS]),
    ("docs/measurement.md", "{} items or more", [WORDS[LEAST_ITEMS]]),
    ("docs/measurement.md", "Below {} there is no figure", [figures.LEAST_FOR_MEANS]),
    ("docs/measurement.md", "correlation below {}", [figures.LEAST_ITEM_REST]),
    ("docs/measurement.md", "mean below {}, or above {}", [figures.NEAR_POLE, 100 - figures.NEAR_POLE]),
    ("docs/measurement.md", "SD below {}", [figures.LEAST_SD]),
    (
        "docs/measurement.md",
        "more than {} of the respondents did not",
        ["a fifth" if figures.MOST_NOT_ANSWERED == 0.2 else figures.MOST_NOT_ANSWERED],
    ),
]


def filled(fragment: str, numbers: list[object]) -> str:
    """Whole numbers as the documents write them: 10,000 and 10, not 10.0."""
    plain = [int(each) if isinstance(each, float) and each.is_integer() else each for each in numbers]
    if "{:" in fragment:
        return fragment.format(*numbers)
    return fragment.format(*(f"{each:,}" if isinstance(each, int) else each for each in plain))


def told_in(text: str, fragment: str) -> set[str]:
    """The sentence as the document has it, with whichever number, wherever its lines end."""
    pattern = NUMBER.join(map(re.escape, re.split(r"{[^}]*}", fragment)))
    return set(re.findall(rf"(?<!\w){pattern}(?!\.?\w|%)", " ".join(text.split())))


@pytest.mark.parametrize(("document", "fragment", "numbers"), SAID, ids=[f"{d}: {f}" for d, f, _ in SAID])
def test_a_number_in_a_document_is_the_one_in_the_code(
    document: str, fragment: str, numbers: list[object]
) -> None:
    assert told_in((ROOT / document).read_text("utf-8"), fragment) == {filled(fragment, numbers)}


def test_a_wrong_number_and_a_sentence_that_is_gone_are_noticed() -> None:
    assert told_in("up to 40\nletters, and up to 4,000 letters", "up to {} letters") == {
        "up to 40 letters",
        "up to 4,000 letters",
    }
    assert told_in("a consistency below 0.31.", "a consistency below {}") == {"a consistency below 0.31"}
    assert told_in("within the grace of nine seconds", "the grace of {} seconds") == {
        "the grace of nine seconds"
    }
    assert told_in("up to forty signs", "up to {} letters") == set()
