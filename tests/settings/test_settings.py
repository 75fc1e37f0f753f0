"""Settings: what is taken, what is refused, and that no refusal tells a secret."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import pytest
from pydantic import ValidationError

from quiz.settings.environment import ROOT, Settings, SettingsError, expectation, load_settings

KEY = "a key of this test, with more than enough characters"
PASSWORD = "hunter2-the-password"


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """Only what a test sets itself, and an instance folder of its own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    return monkeypatch


def fault_of(environment, name: str, value: str) -> str:
    environment.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


def test_it_starts_on_this_machine_alone_with_a_database_of_its_own(tmp_path):
    settings = load_settings()
    assert (settings.host, settings.port, settings.workers, settings.threads) == ("127.0.0.1", 8000, 2, 8)
    assert settings.database_url == f"sqlite:///{tmp_path}/limelight.db"
    assert settings.instrument == ROOT / "questions.yaml"
    assert not settings.development


def test_it_takes_an_empty_variable_for_none(environment):
    environment.setenv("PORT", "")
    assert load_settings().port == 8000


@pytest.mark.parametrize("text", ["eighty", "0", "65536", "80.5", "8_000", " 80", "-1", "٨٠٠٠", "9" * 5000])
def test_it_refuses_a_port_that_is_none_and_says_what_was_expected(environment, text):
    fault = fault_of(environment, "PORT", text)
    assert fault == f'PORT is "{text[:80]}"; expected a whole number from 1 to 65535.'


@pytest.mark.parametrize("name", ["UNFINISHED", "RESULTS", "ENDED"])
@pytest.mark.parametrize("text", ["0", "-1", "36501", "a year", "1.5"])
def test_it_refuses_a_period_that_is_none(environment, name, text):
    fault = fault_of(environment, f"RETENTION_{name}_DAYS", text)
    assert fault == f'RETENTION_{name}_DAYS is "{text}"; expected a whole number from 1 to 36500.'


def test_it_keeps_results_for_good_unless_told_otherwise(environment):
    assert load_settings().retention_results_days is None
    environment.setenv("RETENTION_RESULTS_DAYS", "730")
    assert load_settings().retention_results_days == 730
    assert fault_of(environment, "RETENTION", "weekly").startswith('RETENTION is "weekly"; expected daily')


@pytest.mark.parametrize("url", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_it_takes_every_common_spelling_of_postgresql(environment, url):
    environment.setenv("DATABASE_URL", f"{url}ada:{PASSWORD}@db:5432/limelight")
    assert load_settings().database_url == f"postgresql+psycopg://ada:{PASSWORD}@db:5432/limelight"


def test_it_reads_a_relative_database_path_from_the_projects_folder(environment):
    environment.setenv("DATABASE_URL", "sqlite:///instance/other.db")
    assert load_settings().database_url == f"sqlite:///{ROOT}/instance/other.db"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ada:{PASSWORD}@db:port/limelight",
        f"postgresql://ada:a@{PASSWORD}@db/limelight",
        f"postgresql://ada:a/{PASSWORD}@db/limelight",
        f"mysql://ada:{PASSWORD}@db/limelight",
        f"postgresql//ada:{PASSWORD}@db",
        f"postgresql+psycopg2://ada:{PASSWORD}@db/limelight",
        "sqlite://",
        "sqlite:///:memory:",
        PASSWORD,
    ],
)
def test_it_refuses_a_database_url_without_showing_it(environment, url):
    fault = fault_of(environment, "DATABASE_URL", url)
    assert fault.startswith("DATABASE_URL cannot be used")
    assert "expected sqlite:///" in fault
    assert PASSWORD not in fault


@pytest.mark.parametrize("name", ["ALLOWED_HOSTS", "SECRET_KEY_FALLBACKS"])
@pytest.mark.parametrize("value", [",", " , ,", " "])
def test_it_refuses_a_list_that_names_nothing(environment, name, value):
    assert fault_of(environment, name, value).startswith(name)
    environment.setenv(name, "")
    assert getattr(load_settings(), name.lower()) == ()


@pytest.mark.parametrize("name", ["SECRET_KEY", "SECRET_KEY_FALLBACKS"])
def test_it_refuses_a_short_secret_key_without_showing_it(environment, name):
    fault = fault_of(environment, name, f"{KEY},short-one" if name.endswith("S") else "short-one")
    assert "at least 32 characters" in fault
    assert "short-one" not in fault
    assert KEY not in fault


def test_it_shows_no_secret_in_its_description_or_in_a_trace(environment):
    environment.setenv("SECRET_KEY", KEY)
    environment.setenv("DATABASE_URL", f"postgresql://ada:{PASSWORD}@db/limelight")
    assert KEY not in repr(load_settings())
    assert PASSWORD not in repr(load_settings())
    environment.setenv("PORT", "eighty")
    environment.setenv("DATABASE_URL", f"mysql://ada:{PASSWORD}@db")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert caught.value.__context__ is None  # pydantic's own error, which knows the values, is gone
    shown = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in shown
    assert KEY not in shown


def test_it_reports_all_faults_at_once(environment):
    environment.setenv("PORT", "eighty")
    environment.setenv("THREADS", "many")
    environment.setenv("BASE_URL", "limelight.example")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [fault.split()[0] for fault in caught.value.faults] == ["PORT", "BASE_URL", "THREADS"]
    assert str(caught.value).count("\n") == 2


@pytest.mark.parametrize(
    "url",
    [
        "quiz.example",
        "ftp://quiz.example",
        "https://quiz.example/path",
        "https://ada:hunter2@quiz.example",
        "javascript:alert(1)",
        "https://a b",
        "https://a..b",
        "https://.a",
    ],
)
def test_it_refuses_a_base_url_that_is_no_plain_address(environment, url):
    fault = fault_of(environment, "BASE_URL", url)
    assert "expected an address such as https://limelight.example" in fault
    assert (f'is "{url}"' in fault) is ("@" not in url)
    assert "hunter2" not in fault


def test_it_takes_a_base_url_without_its_last_slash(environment):
    environment.setenv("BASE_URL", "https://Limelight.example:8443/")
    assert load_settings().base_url == "https://limelight.example:8443"


def test_it_takes_host_names_separated_by_commas(environment):
    environment.setenv("ALLOWED_HOSTS", "limelight.example, .example.org")
    assert load_settings().allowed_hosts == ("limelight.example", ".example.org")
    for fault in ("a host", ".", "[::g]", "limelight.example/path", "limelight..", "[127.0.0.1]"):
        said = fault_of(environment, "ALLOWED_HOSTS", fault)
        assert said == f'ALLOWED_HOSTS is "{fault}"; expected host names, separated by commas.'
    said = fault_of(environment, "ALLOWED_HOSTS", "limelight.example,*")
    assert said.startswith('ALLOWED_HOSTS is "limelight.example, *"; ')


def test_it_takes_host_names_as_people_write_them(environment):
    environment.setenv(
        "ALLOWED_HOSTS", "Limelight.Example., .Example.org:443, [::1]:8000, 0:0::1, [2001:DB8::0]"
    )
    names = ("limelight.example", ".example.org", "[::1]", "[::1]", "[2001:db8::]")
    assert load_settings().allowed_hosts == names


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_it_refuses_development_where_others_can_reach_it(environment, host):
    environment.setenv("HOST", host)
    assert "only while HOST" in fault_of(environment, "DEVELOPMENT", "true")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_it_allows_development_at_home(environment, host):
    environment.setenv("HOST", host)
    environment.setenv("DEVELOPMENT", "true")
    assert load_settings().development


@pytest.mark.parametrize(
    "url", ["redis://127.0.0.1:6379", f"rediss://ada:{PASSWORD}@redis:6379/3", "unix:///run/redis.sock"]
)
def test_it_takes_redis_at_an_address_or_a_socket(environment, url):
    environment.setenv("REDIS_URL", url)
    assert load_settings().redis_url == url
    assert PASSWORD not in repr(load_settings())


@pytest.mark.parametrize("url", ["redis", "http://redis:6379", f"redis//ada:{PASSWORD}@redis", "redis://a/b"])
def test_it_refuses_a_redis_url_without_showing_it(environment, url):
    fault = fault_of(environment, "REDIS_URL", url)
    assert fault.startswith("REDIS_URL cannot be used")
    assert PASSWORD not in fault


@pytest.mark.parametrize("token", ["short", "with spaces in the middle of it", "with-a-line\nbreak-in-it"])
def test_it_refuses_a_metrics_token_without_showing_it(environment, token):
    fault = fault_of(environment, "METRICS_TOKEN", token)
    assert "at least 16 letters" in fault
    assert token not in fault


@pytest.mark.parametrize(("name", "value"), [("TRUSTED_PROXIES", "10"), ("JOINS_PER_MINUTE", "-1")])
def test_it_refuses_numbers_out_of_their_range(environment, name, value):
    assert fault_of(environment, name, value).startswith(f'{name} is "{value}"; expected a whole number')


def test_it_cannot_be_changed_once_read():
    with pytest.raises(ValidationError):
        load_settings().port = 1  # type: ignore[misc]  # which is the point


def test_the_documentation_lists_every_setting_and_its_meaning():
    page = (ROOT / "docs" / "settings.md").read_text()
    rows = [
        tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in page.splitlines() if row[:3] == "| `"
    ]
    documented = [(name.strip("`"), expected, meaning) for name, _, expected, meaning in rows]
    assert documented == [
        (name.upper(), expectation(name), field.description) for name, field in Settings.model_fields.items()
    ]
    for (name, default, *_), field in zip(rows, Settings.model_fields.values(), strict=True):
        if isinstance(field.default, (str, int)) and field.default != "":
            assert default == f"`{str(field.default).lower()}`", name


def test_nothing_else_reads_the_environment():
    readers = re.compile(r"os\.environ|getenv|import environ")  # WSGI has an environ of its own
    found = [path for path in Path(ROOT, "quiz").rglob("*.py") if readers.search(path.read_text())]
    assert found == []
