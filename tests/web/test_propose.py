"""What can be proposed, what cannot, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from quiz.store.database.engine import writing
from quiz.store.database.tables import response_sets
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import hash_token
from tests.cast import Person


@pytest.fixture
def shared(ada: Person, ben: Person) -> str:
    ada.finish("quick", "5")
    ben.finish("quick", "1")
    return ada.share("facets", display_name="Ada")


@pytest.mark.parametrize("form", ["{path}", "{token}", "http://127.0.0.1:8000{path}", "  {path}?sent=kept "])
def test_a_private_link_is_understood_in_whatever_form_it_is_pasted(ben, shared, form):
    typed = form.format(path=ben.result_path, token=ben.token)
    assert ben.propose(shared, private_link=typed).startswith(f"{ben.result_path}/comparisons/")


def refused(person: Person, shared: str, **typed: object) -> str:
    person.get(f"{shared}/comparison")
    form = {"private_link": person.result_path, "display_name": "Ben", "extent": "facets"} | typed
    assert person.post(f"{shared}/comparison", **form).status_code == 422
    assert "<title>Error: " in person.page
    return person.page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"private_link": ""}, "This is not a private link."),
        ({"private_link": "https://evil.example/" + "x" * 31}, "This is not a private link."),
        ({"private_link": "\x00" * 40}, "This is not a private link."),
        ({"private_link": "x" * 32}, "There is no result under this link on this server."),
        ({"display_name": "  \u200b "}, "Write the name by which the other one shall know you."),
        ({"display_name": "x" * 41}, "The name is too long."),
        ({"extent": "answers"}, "Choose how much they may see."),
    ],
)
def test_what_cannot_be_proposed_is_said_and_nothing_typed_is_lost(ben, shared, typed, sentence):
    page = refused(ben, shared, **typed)
    assert sentence in page
    if "private_link" not in typed:
        assert f'value="{ben.result_path}"' in page


def test_nobody_compares_with_their_own_result_or_an_unfinished_one(ada, cleo, shared):
    assert "A comparison needs two people." in refused(ada, shared)
    cleo.start()
    assert "These answers are not finished yet." in refused(cleo, shared)


def test_results_of_two_questionnaires_are_not_compared(ada, ben, shared):
    services = ada.app.extensions["limelight"]
    other = replace(services.instrument, id="another", sha256="a" * 64)
    with writing(services.engine) as connection:
        save_instrument(connection, other, "the text", datetime.now(UTC).date())
        own = response_sets.c.token_hash == hash_token(ben.token)
        connection.execute(update(response_sets).where(own).values(instrument_sha256=other.sha256))
    services._archived[other.sha256] = other
    assert "different questionnaires" in refused(ben, shared)


def test_no_proposal_comes_by_a_link_that_is_over(ada, ben, shared):
    ben.get(f"{shared}/comparison")
    ada.take_back_all()
    form = {"private_link": ben.result_path, "display_name": "Ben", "extent": "facets"}
    assert ben.post(f"{shared}/comparison", **form).status_code == 410
    assert ben.get(f"{shared}/comparison").status_code == 410
