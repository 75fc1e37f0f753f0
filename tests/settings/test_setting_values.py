"""Values of settings at the edges of what is taken: numbers, ports, paths, and names that are no address."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quiz.settings.environment import Settings, SettingsError, load_settings
from tests.settings.test_settings import PASSWORD, fault_of


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize("name", ["x86_64-conda-linux-gnu", "build42", "linux-7qpz", "ada.example", "cafe"])
def test_it_passes_over_the_name_of_a_machine_in_host_and_says_so(environment, name, caplog):
    """conda, openSUSE and some shells put one there."""
    environment.setenv("HOST", name)
    assert load_settings().host == "127.0.0.1"
    said = f"HOST is '{name}', a name and no address, and is passed over: listening at 127.0.0.1"
    assert caplog.messages == [said]


@pytest.mark.parametrize(
    "text", ["10.0.0.300", "1.2.3", "::zz", "[::1]", "127.0.0.1:80", "http://a", " ::1", "*"]
)
def test_it_refuses_a_host_that_was_meant_as_an_address(environment, text):
    assert fault_of(environment, "HOST", text) == f'HOST is "{text}"; expected an IP address, or localhost.'


NUMBERS = {
    "PORT": (1, 65535),
    "TRUSTED_PROXIES": (0, 9),
    "WORKERS": (1, 64),
    "THREADS": (1, 64),
    "STARTS_PER_MINUTE": (0, 100_000),
    "JOINS_PER_MINUTE": (0, 100_000),
    "WORKSHOPS_PER_HOUR": (0, 100_000),
    **{f"RETENTION_{name}_DAYS": (1, 36_500) for name in ("UNFINISHED", "RESULTS", "ENDED")},
}


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_has_its_least_and_its_most(environment, name):
    least, most = NUMBERS[name]
    for value in (least, most):
        environment.setenv(name, str(value))
        assert getattr(load_settings(), name.lower()) == value
    others = ("８", "1e3", "0x10", "+1", "1 ", "\u00a01", "1\n", "NaN", "true")
    for text in (str(least - 1), str(most + 1), *others):
        expected = f'{name} is "{text}"; expected a whole number from {least} to {most}.'
        assert fault_of(environment, name, text) == expected


def test_no_number_among_the_settings_is_left_out():
    fields = Settings.model_fields.items()
    assert {name.upper() for name, field in fields if field.annotation in {int, int | None}} == set(NUMBERS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "https://limelight.example:99999"),
        ("BASE_URL", "http://limelight.example:0"),
        ("REDIS_URL", "redis://127.0.0.1:99999"),
        ("REDIS_URL", "rediss://redis:0/1"),
        ("DATABASE_URL", "postgresql://ada@db:99999/limelight"),
        ("DATABASE_URL", "postgresql://ada@db:0/limelight"),
    ],
)
def test_no_address_has_a_port_that_does_not_exist(environment, name, value):
    assert fault_of(environment, name, value).startswith(f"{name} ")


def test_a_refused_database_url_says_how_a_password_is_written(environment):
    fault = fault_of(environment, "DATABASE_URL", f"postgresql://ada:a/{PASSWORD}@db/limelight")
    assert fault.endswith("with %25, %40, %2F and %3A for %, @, / and : in a password.")


@pytest.mark.parametrize(
    "kind", ["/dev/zero", "/dev/stdin", "pipe", "folder", "~no-such-person/questions.yaml"]
)
def test_it_refuses_an_instrument_that_is_no_file(environment, tmp_path, kind):
    """A device may never end, and a pipe never begin."""
    path = kind if kind[0] in "/~" else str(tmp_path / kind)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        Path(path).mkdir()
    fault = fault_of(environment, "INSTRUMENT", path)
    assert fault == f'INSTRUMENT is "{path[:80]}"; expected the path of an instrument file.'


@pytest.mark.parametrize("name", ["INSTANCE_DIR", "ASSETS_DIR"])
def test_it_refuses_a_folder_of_nobodys(environment, name):
    assert fault_of(environment, name, "~no-such-person/x").startswith(f"{name} is ")


def test_a_key_that_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "secret_key")
    with pytest.raises(SettingsError, match="it is no file"):
        load_settings()
