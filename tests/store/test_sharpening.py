"""Going on from a finished edition to a longer one: what was given and what was shown stay as they were."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, Row, func, insert, select, text

from quiz.measurement.as_others_see import Extent
from quiz.measurement.responses import PASSED_OVER, Responses, ResponseSet
from quiz.store.comparisons import Proposal, load_pair, propose_comparison
from quiz.store.database.engine import create_patient_engine_for, reading, writing
from quiz.store.database.migrate import changing_schema, create_sqlite_file, migrate, upgrade_schema
from quiz.store.database.tables import comparisons, response_sets, share_links
from quiz.store.instruments import save_instrument
from quiz.store.participants import submit_in_workshop
from quiz.store.response_sets import (
    SavedResponseSet,
    delete_response_set,
    hash_token,
    issue_response_set,
    load_response_set,
    save_responses,
    sharpen_response_set,
    submit_response_set,
)
from quiz.store.share_links import load_shared
from quiz.store.told_counts import load_finished
from quiz.workshop.stages import Move
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_share_link
from tests.store.workshops import a_workshop, join, now, press

LATER = TODAY + timedelta(days=3)
QUICK = responses_worth(75, "quick", INSTRUMENT)
FULL = responses_worth(25, "full", INSTRUMENT)
MORE = {item: option for item, option in FULL.items() if item not in QUICK}


def of(edition: str, responses: Responses) -> ResponseSet:
    return ResponseSet(INSTRUMENT.sha256, edition, responses)


def load(engine: Engine, token: str) -> SavedResponseSet:
    with reading(engine) as connection:
        saved = load_response_set(connection, token)
    assert saved is not None
    return saved


def row_of(engine: Engine, token: str) -> Row[tuple[object, ...]]:
    with reading(engine) as connection:
        return connection.execute(
            select(response_sets).where(response_sets.c.token_hash == hash_token(token))
        ).one()


def sharpen(engine: Engine, token: str, after: str = "quick", goes_on_to: str = "full") -> bool:
    with writing(engine) as connection:
        return sharpen_response_set(connection, token, of(after, {}), goes_on_to)


def save(engine: Engine, token: str, responses: Responses, after: str = "quick", at: str = "") -> bool:
    with writing(engine) as connection:
        return save_responses(connection, token, of("full", responses), at or None, after)


def submit(engine: Engine, token: str, responses: Responses, after: str = "quick") -> bool:
    with writing(engine) as connection:
        return submit_response_set(connection, token, of("full", responses), LATER, 9, after)


def a_quick_result(engine: Engine) -> str:
    with writing(engine) as connection:
        token = issue_response_set(connection, INSTRUMENT.sha256, "quick", TODAY)
        assert submit_response_set(connection, token, of("quick", QUICK), TODAY, 4)
    return token


@pytest.fixture
def token(engine: Engine) -> str:
    """Of somebody who finished the quick edition."""
    return a_quick_result(engine)


def test_going_on_leaves_the_finished_result_as_it_is(engine: Engine, token: str) -> None:
    before = load(engine, token)
    assert sharpen(engine, token)
    assert save(engine, token, {"remit-3": 2, "stage-3": PASSED_OVER}, at="stage-3")
    assert save(engine, token, {"remit-3": 4}, at="remit-3")
    saved = load(engine, token)
    assert (saved.response_set, saved.completed_on) == (before.response_set, TODAY)
    assert (saved.goes_on_to, saved.position) == ("full", "remit-3")
    assert saved.further_responses == {"remit-3": 4, "stage-3": PASSED_OVER}


def test_it_goes_on_once_and_a_second_press_loses_nothing(engine: Engine, token: str) -> None:
    assert sharpen(engine, token)
    assert save(engine, token, {"remit-3": 2})
    assert not sharpen(engine, token)
    assert load(engine, token).further_responses == {"remit-3": 2}


def test_only_a_finished_set_goes_on_and_only_from_its_own_edition(engine: Engine, token: str) -> None:
    with writing(engine) as connection:
        unfinished = issue_response_set(connection, INSTRUMENT.sha256, "quick", TODAY)
    assert not sharpen(engine, unfinished)
    assert not sharpen(engine, token, after="full")
    assert not sharpen(engine, "A" * 32)


def test_submitting_makes_it_a_result_of_the_longer_edition(engine: Engine, token: str) -> None:
    sharpen(engine, token)
    save(engine, token, {"remit-3": 5})
    assert submit(engine, token, {item: option for item, option in MORE.items() if item != "remit-3"})
    saved = load(engine, token)
    assert saved.response_set == of("full", QUICK | MORE | {"remit-3": 5})
    assert (saved.completed_on, saved.goes_on_to, saved.further_responses) == (LATER, None, {})
    assert saved.median_seconds == 4  # of the first time
    kept = row_of(engine, token)
    assert (kept.started_on, kept.further_responses) == (TODAY, None)


def test_no_answer_that_was_given_can_be_changed(engine: Engine, token: str) -> None:
    sharpen(engine, token)
    assert save(engine, token, {"remit-1": 1})
    assert load(engine, token).response_set.responses == QUICK
    assert submit(engine, token, FULL)
    assert load(engine, token).response_set.responses == MORE | QUICK


@pytest.mark.parametrize("after", ["", "full", "quick"])
def test_nothing_is_taken_where_nobody_went_on(engine: Engine, token: str, after: str) -> None:
    before = row_of(engine, token)
    assert not save(engine, token, MORE, after)
    assert not submit(engine, token, MORE, after)
    assert row_of(engine, token) == before


def test_a_page_of_the_first_time_saves_nothing_into_the_second(engine: Engine, token: str) -> None:
    sharpen(engine, token)
    before = row_of(engine, token)
    with writing(engine) as connection:
        assert not save_responses(connection, token, of("quick", {"remit-1": 1}), None)
        assert not submit_response_set(connection, token, of("quick", QUICK), LATER)
    assert row_of(engine, token) == before


def test_what_is_sent_late_or_twice_is_not_taken(engine: Engine, token: str) -> None:
    sharpen(engine, token)
    assert submit(engine, token, MORE)
    before = row_of(engine, token)
    assert not submit(engine, token, dict.fromkeys(MORE, 1))
    assert not save(engine, token, {"remit-3": 1})
    assert row_of(engine, token) == before


@pytest.mark.parametrize("round_", range(5))
def test_of_two_who_submit_at_once_the_first_stays(engine: Engine, token: str, round_: int) -> None:
    sharpen(engine, token)
    with ThreadPoolExecutor(2) as tabs:
        outcomes = list(tabs.map(lambda option: submit(engine, token, dict.fromkeys(MORE, option)), (1, 2)))
    assert sorted(outcomes) == [False, True]
    kept = load(engine, token).response_set.responses["remit-3"]
    assert kept == (1 if outcomes[0] else 2)


def test_it_says_what_it_is_open_for(engine: Engine, token: str) -> None:
    with writing(engine) as connection:
        begun = issue_response_set(connection, INSTRUMENT.sha256, "quick", TODAY)
    assert (load(engine, begun).so_far(), load(engine, begun).so_far("quick")) == ({}, None)
    assert (load(engine, token).so_far(), load(engine, token).so_far("quick")) == (None, None)
    sharpen(engine, token)
    save(engine, token, {"remit-3": 2})
    saved = load(engine, token)
    assert [saved.so_far(after) for after in ("", "quick", "full")] == [None, {"remit-3": 2}, None]


def test_deleting_leaves_nothing_of_what_was_begun(engine: Engine, token: str) -> None:
    sharpen(engine, token)
    save(engine, token, {"remit-3": 2})
    with writing(engine) as connection:
        assert delete_response_set(connection, token)
        assert connection.execute(select(func.count()).select_from(response_sets)).scalar_one() == 0


def test_a_share_link_stays_in_the_edition_it_was_made_in(engine: Engine, token: str) -> None:
    earlier = a_share_link(engine, token)
    sharpen(engine, token)
    submit(engine, token, MORE)
    later = a_share_link(engine, token)
    for link, edition in ((earlier, "quick"), (later, "full")):
        with reading(engine) as connection:
            found = load_shared(connection, link)
        assert found is not None
        assert (found[0].edition, found[1].response_set.edition) == (edition, edition)
        assert found[1].response_set.within(INSTRUMENT.editions["quick"]) == of("quick", QUICK)


def test_a_comparison_stays_in_the_editions_both_agreed_to(engine: Engine, token: str) -> None:
    proposer = a_quick_result(engine)
    link = a_share_link(engine, token)
    with writing(engine) as connection:
        found = load_shared(connection, link)
        assert found is not None
        made = propose_comparison(connection, found[0], proposer, Proposal("Ben", Extent.FACETS), TODAY)
    for each in (token, proposer):
        sharpen(engine, each)
        submit(engine, each, MORE)
    with reading(engine) as connection:
        pair = load_pair(connection, made)
    assert pair is not None
    assert [saved.response_set.edition for saved in pair] == ["quick", "quick"]


def test_a_teams_picture_is_made_of_the_workshops_edition(engine: Engine) -> None:
    workshop_id = a_workshop(engine, edition="quick")
    press(engine, workshop_id, Move.OPEN)
    member = join(engine, workshop_id)
    with writing(engine) as connection:
        submit_in_workshop(connection, member, of("quick", QUICK), TODAY, TODAY, is_scored=True)
    assert sharpen(engine, member)
    with reading(engine) as connection:
        before = load_finished(connection, now(engine, workshop_id))
    assert submit(engine, member, MORE)
    with reading(engine) as connection:
        after = load_finished(connection, now(engine, workshop_id))
    ((key, own),) = before.items()
    assert own.response_set == of("quick", QUICK)
    assert list(after) == [key]
    assert after[key].response_set.within(INSTRUMENT.editions["quick"]) == own.response_set


def test_what_was_shared_before_there_were_editions_to_keep_is_filled_in(database_url: str) -> None:
    create_sqlite_file(database_url)
    engine = create_patient_engine_for(database_url)
    keys = {"token_hash": hash_token("owner")}, {"token_hash": hash_token("proposer")}
    of_both = {"responses": {}, "started_on": TODAY, "instrument_sha256": INSTRUMENT.sha256}
    link: dict[str, object] = {
        "token_hash": hash_token("link"),
        "owner_hash": hash_token("owner"),
        "link_id": "a link",
    }
    link |= {"last_four": "abcd", "extent": "facets", "display_name": "", "is_findable": False}
    comparison: dict[str, object] = {"id": "one", "share_link_hash": hash_token("link")}
    comparison |= {"proposer_hash": hash_token("proposer"), "owner_name": "", "proposed_on": TODAY}
    comparison |= {"proposer_name": "", "proposer_extent": "facets"}
    with changing_schema(engine) as connection:
        upgrade_schema(connection, "0010")
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
        for key, edition in zip(keys, ("quick", "full"), strict=True):
            connection.execute(insert(response_sets), {**key, **of_both, "edition": edition})
        connection.execute(insert(share_links), {**link, "created_on": TODAY})
        connection.execute(insert(comparisons), comparison)
    assert migrate(database_url)
    with reading(engine) as connection:
        assert connection.execute(select(share_links.c.edition)).scalar_one() == "quick"
        assert connection.execute(select(comparisons.c.proposer_edition)).scalar_one() == "full"
        if engine.dialect.name == "sqlite":
            made = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'")).scalars()
            without = [sql.split()[2].strip('"') for sql in made if "WITHOUT ROWID" in sql]
            assert {"share_links", "comparisons", "response_sets"} <= set(without)
    engine.dispose()
