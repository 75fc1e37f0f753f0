"""`limelight research export`: two files an edition, of those who consented, in an order nobody knows."""

from __future__ import annotations

import csv
import re
import stat
from pathlib import Path

from quiz.measurement.responses import ResponseSet
from quiz.store.consents import save_research_consent
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.database.migrate import migrate
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import hash_token, issue_response_set, submit_response_set
from tests.builders import responses_worth
from tests.cli.conftest import Give
from tests.cli.test_statistics import REAL, TEXT
from tests.store.conftest import TODAY


def fill(database_url: str, consenting: int, others: int = 0, edition: str = "quick") -> list[str]:
    """People who answered, each with another number of fives; the tokens of those who consented."""
    migrate(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, REAL, TEXT, TODAY)
        tokens = []
        for place in range(consenting + others):
            token = issue_response_set(connection, REAL.sha256, edition, TODAY)
            answers = dict(responses_worth(50, edition, REAL))
            answers |= dict.fromkeys(list(answers)[:place], 5)
            assert submit_response_set(connection, token, ResponseSet(REAL.sha256, edition, answers), TODAY)
            tokens.append(token)
        for token in tokens[:consenting]:
            save_research_consent(connection, token, TODAY)
    engine.dispose()
    return tokens[:consenting]


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as lines:
        return list(csv.DictReader(lines))


def test_it_writes_data_and_codebook_of_those_who_consented(
    give: Give, database_url: str, tmp_path: Path
) -> None:
    tokens = fill(database_url, consenting=6, others=4)
    folder = tmp_path / "export"
    said = give("research", "export", folder)
    assert said.exit_code == 0
    data, codebook = sorted(folder.iterdir(), key=lambda file: len(file.name))
    assert data.name == f"limelight-v{REAL.version}-quick-{REAL.sha256[:8]}.csv"
    assert codebook.name == data.name.replace(".csv", "-codebook.csv")
    assert f"{data}: 6 response sets" in said.output
    fives = [
        sum(value == "5" for name, value in row.items() if re.search(r"_\d$", name)) for row in rows_of(data)
    ]
    assert sorted(fives) == [0, 1, 2, 3, 4, 5]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for text in (file.read_text("utf-8") for file in (data, codebook)):
        assert TODAY.isoformat() not in text
        for token in tokens:
            assert token not in text
            assert hash_token(token).hex() not in text


def test_the_order_is_drawn_anew_each_time(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url, consenting=14)
    orders = set()
    for run in range(4):
        give("research", "export", tmp_path / str(run))
        (data,) = (file for file in (tmp_path / str(run)).iterdir() if "codebook" not in file.name)
        orders.add(data.read_text("utf-8"))
    assert len(orders) == 4  # the same by chance once in 10^10 runs


def test_an_edition_of_few_is_left_out(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url, consenting=4, others=20)
    said = give("research", "export", tmp_path / "export")
    assert "left out, with fewer than 5 response sets" in said.output
    assert list((tmp_path / "export").iterdir()) == []


def test_nobody_consented_is_no_error(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url, consenting=0, others=8)
    said = give("research", "export", tmp_path / "export")
    assert (said.exit_code, list((tmp_path / "export").iterdir())) == (0, [])
    assert "Nobody has consented yet" in said.output


def test_it_writes_over_nothing(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url, consenting=5)
    (tmp_path / "mine.csv").write_text("mine")
    said = give("research", "export", tmp_path)
    assert said.exit_code == 1
    assert "is not empty; name a new folder" in said.output
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_what_it_writes_is_for_its_owners_eyes_alone(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url, consenting=6)
    give("research", "export", tmp_path / "export")
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "export").iterdir()} == {0o600}
