"""The secret key: made once, hard to guess where others can reach the server, and never shown."""

from __future__ import annotations

import secrets
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.settings.environment import SettingsError, load_settings
from quiz.settings.secret_key import SecretKeyError, is_guessable, kept_secret_key
from tests.settings.test_settings import environment, fault_of

__all__ = ["environment"]

PLACEHOLDERS = [
    "x" * 40,
    "abcd" * 10,
    "please-change-me-please-change-me",
    "my-very-secret-key-of-40-letters-or-so",
]


@pytest.mark.parametrize("key", PLACEHOLDERS)
@pytest.mark.parametrize(("name", "value"), [("HOST", "0.0.0.0"), ("BASE_URL", "https://limelight.example")])
def test_it_refuses_a_key_that_looks_made_up_where_others_can_reach_it(environment, key, name, value):
    environment.setenv(name, value)
    fault = fault_of(environment, "SECRET_KEY", key)
    assert "nobody can guess" in fault
    assert key not in fault


@pytest.mark.parametrize("key", PLACEHOLDERS)
def test_at_home_it_leaves_the_key_to_its_owner(environment, key):
    environment.setenv("SECRET_KEY", key)
    assert load_settings().secret_key.get_secret_value() == key


def test_no_key_made_by_chance_looks_made_up():
    assert not any(is_guessable(secrets.token_hex(16)) for _ in range(2000))
    assert not any(is_guessable(secrets.token_urlsafe(48)) for _ in range(2000))


def test_it_makes_a_secret_key_once_that_only_its_owner_can_read(tmp_path):
    key = load_settings().secret_key.get_secret_value()
    assert len(key) >= 32
    assert load_settings().secret_key.get_secret_value() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_processes_that_race_for_the_first_secret_key_get_the_same(tmp_path):
    for round_ in range(20):
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(kept_secret_key, [tmp_path / str(round_)] * 8))
        assert len(keys) == 1


def test_it_refuses_a_kept_key_that_is_too_short(tmp_path):
    (tmp_path / "secret_key").write_text("short-one")
    with pytest.raises(SettingsError, match="delete the file") as caught:
        load_settings()
    assert "short-one" not in str(caught.value)


def test_it_says_so_when_no_key_can_be_kept(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SecretKeyError, match="INSTANCE_DIR"):
        kept_secret_key(tmp_path / "file" / "instance")
