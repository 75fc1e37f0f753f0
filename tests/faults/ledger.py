"""Many respondents at once, and a ledger of everything the server said it had kept."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quiz.store.response_sets import hash_token
from tests.cast import Person
from tests.faults.server import Server

RESPONDENTS = 4
ITEMS_BY_AUTOSAVE = 3
# Of the sixteen of the quick edition; all sixteen are in the submit.

Rows = dict[bytes, tuple[dict[str, int], bool]]
# By token hash: the responses, and whether they were submitted.


@dataclass
class Ledger:
    """`saved` and `submitted` hold acknowledged responses by token, `tries` every start that was sent."""

    saved: dict[str, dict[str, int]] = field(default_factory=dict)
    submitted: dict[str, dict[str, int]] = field(default_factory=dict)
    tries: list[str] = field(default_factory=list)

    def respond(self, server: Server, until: threading.Event) -> None:
        """One respondent after the other, until it is over; whoever the server cuts off gives up."""
        while not until.is_set():
            person = server.person("Ben")
            try:
                self._take_the_quiz(person, option=1 + len(self.saved) % 5)
            except OSError:
                until.wait(0.02)

    def _take_the_quiz(self, person: Person, option: int) -> None:
        self.tries.append(person.name)
        person.start("quick")
        self.saved[person.token] = {}
        for item in person.items[:ITEMS_BY_AUTOSAVE]:
            if person.save({item: option}).status_code == 204:
                self.saved[person.token][item] = option
        if person.submit(person.answers(str(option))).status_code == 303:
            self.submitted[person.token] = dict.fromkeys(person.items, option)

    def check(self, database: Path) -> None:
        """Raises AssertionError unless everything acknowledged is in the database, exactly once."""
        rows = read_rows(database)
        for token, responses in self.saved.items():
            kept, _ = rows[hash_token(token)]
            assert responses.items() <= kept.items()
        for token, responses in self.submitted.items():
            assert rows[hash_token(token)] == (responses, True)
        assert len(self.saved) <= len(rows) <= len(self.tries)


@contextmanager
def busy_respondents(server: Server, ledger: Ledger) -> Iterator[None]:
    """Respondents who take the quiz one after the other while the block runs."""
    is_over = threading.Event()
    with ThreadPoolExecutor(RESPONDENTS) as pool:
        running = [pool.submit(ledger.respond, server, is_over) for _ in range(RESPONDENTS)]
        try:
            yield
        finally:
            is_over.set()
    for respondent in running:
        respondent.result()


def read_rows(database: Path) -> Rows:
    """All response sets. Raises AssertionError when SQLite finds the file damaged."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = connection.execute("SELECT token_hash, responses, completed_on FROM response_sets").fetchall()
    finally:
        connection.close()
    rows = {bytes(key): (json.loads(responses), day is not None) for key, responses, day in found}
    assert len(rows) == len(found)
    return rows
