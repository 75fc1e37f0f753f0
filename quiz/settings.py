"""Every setting: its name, its default and what is expected of it. The only reader of the environment.

What operators read about them is docs/settings.md; a test keeps the two the same.
"""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from quiz.secret_key import MIN_LENGTH, SecretKeyError, kept_secret_key
from quiz.store.database_url import EXPECTED, checked_url

ROOT = Path(__file__).resolve().parents[1]

_NUMBERS = (
    *("port", "workers", "threads"),
    *("retention_unfinished_days", "retention_results_days", "retention_ended_days"),
)
_NEVER_SHOWN = frozenset({"secret_key", "secret_key_fallbacks", "database_url"})


class SettingsError(Exception):
    """Settings that cannot be used: one sentence a fault, and never a secret in it."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load_settings() -> Settings:
    """The settings of this process. Raises SettingsError with every fault at once."""
    try:
        return Settings()
    except ValidationError as error:
        faults = tuple(_sentence(fault["loc"], fault["input"]) for fault in error.errors() if _is_own(fault))
    except SecretKeyError as error:
        faults = (str(error),)
    raise SettingsError(faults)  # outside of `except`: the original error holds what was put in


def _is_own(fault: Any) -> bool:
    """Whether the fault is this setting's own, not that of another one its default is made from."""
    return bool(fault["type"] != "default_factory_not_called")


def _sentence(location: tuple[int | str, ...], value: object) -> str:
    name = str(location[0])
    may_be_secret = name in _NEVER_SHOWN or "@" in str(value)  # an address may hold a password
    shown = "cannot be used (it may be secret, and is not shown)" if may_be_secret else f'is "{value!s:.80}"'
    return f"{name.upper()} {shown}; expected {expectation(name)}."


def expectation(name: str) -> str:
    """What is expected of the setting, as it is written in errors and in the documentation."""
    extra = Settings.model_fields[name].json_schema_extra
    assert isinstance(extra, dict)
    return str(extra["expected"])


def _setting(meaning: str, expected: str, **field: Any) -> Any:
    return Field(description=meaning, json_schema_extra={"expected": expected}, **field)


def _days(meaning: str, default: int | None) -> Any:
    return _setting(meaning, "a whole number from 1 to 36500", default=default, ge=1, le=36_500)


def _within(folder: str, name: str) -> Any:
    """A default that lies in another setting's folder."""
    return lambda given: given[folder] / name


class Settings(BaseSettings):
    """Read from variables of the same names in capitals; an empty variable counts as absent."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    host: str = _setting(
        "The address the server listens at; 0.0.0.0 is every address of the machine.",
        "an IP address, or localhost",
        default="127.0.0.1",
    )
    port: int = _setting(
        "The port the server listens at.", "a whole number from 1 to 65535", default=8000, ge=1, le=65535
    )
    base_url: str | None = _setting(
        "The address visitors use; links to share begin with it. https here makes the cookies secure.",
        "an address such as https://limelight.example, without path, user name or password",
        default=None,
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = _setting(
        "The host names that requests may name; any when absent.",
        "host names, separated by commas",
        default=(),
    )
    workers: int = _setting("Server processes.", "a whole number from 1 to 64", default=2, ge=1, le=64)
    threads: int = _setting(
        "Threads of each server process; while one waits for the disk, another can work.",
        "a whole number from 1 to 64",
        default=4,
        ge=1,
        le=64,
    )
    instance_dir: Path = _setting(
        "Where everything is kept that belongs to this installation alone.",
        "a folder that can be written",
        default=ROOT / "instance",
    )
    assets_dir: Path = _setting(
        "Where the files for browsers are put, joined and compressed; safe to delete while stopped.",
        "a folder that can be written",
        default_factory=_within("instance_dir", "assets"),
    )
    database_url: str = _setting(
        "Where the answers are stored.",
        EXPECTED,
        default_factory=lambda given: f"sqlite:///{given['instance_dir'] / 'limelight.db'}",
        repr=False,
    )
    secret_key: SecretStr = _setting(
        "Signs cookies and forms. When absent, one is made at the first start, and kept.",
        f"at least {MIN_LENGTH} characters nobody can guess",
        default_factory=lambda given: SecretStr(kept_secret_key(given["instance_dir"])),
    )
    secret_key_fallbacks: Annotated[tuple[SecretStr, ...], NoDecode] = _setting(
        "Earlier secret keys, still accepted, so that open forms survive a change of the key.",
        f"keys of at least {MIN_LENGTH} characters, separated by commas",
        default=(),
    )
    retention: Literal["daily", "manual"] = _setting(
        "Who deletes what is kept no longer: the server once a day, or whoever runs the command for it.",
        "daily or manual",
        default="daily",
    )
    retention_unfinished_days: int = _days(
        "Days after its start that a questionnaire is kept which was not finished.", 30
    )
    retention_results_days: int | None = _days(
        "Days after its end that a result is kept, with all that hangs on it; for good when absent.", None
    )
    retention_ended_days: int = _days(
        "Days that a share link or a comparison which ended still says so; then it is deleted.", 365
    )
    instrument: Path = _setting(
        "The questionnaire.", "the path of an instrument file", default=ROOT / "questions.yaml"
    )
    instrument_sha256: str = _setting(
        "Set by the server for its own processes: which archived instrument they use. Leave it alone.",
        "64 hexadecimal digits",
        default="",
        pattern="^([0-9a-f]{64})?$",
    )
    development: bool = _setting(
        "Shows the pattern page at /patterns.",
        "true or false, and true only while HOST is an address of this machine alone, such as 127.0.0.1",
        default=False,
    )

    @property
    def origin(self) -> str:
        """What absolute addresses begin with: as configured, never as a request's Host header has it."""
        if self.base_url is not None:
            return self.base_url
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @field_validator(*_NUMBERS, mode="before")
    @classmethod
    def _plain_digits(cls, value: object) -> object:
        # int() also takes " 8_000 " and other scripts' digits.
        if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,5}", value):
            raise ValueError
        return value

    @field_validator("host")
    @classmethod
    def _ip_address(cls, value: str) -> str:
        return str(ipaddress.ip_address("127.0.0.1" if value == "localhost" else value))

    @field_validator("base_url")
    @classmethod
    def _origin(cls, value: str | None) -> str | None:
        if value is None:
            return None
        found = re.fullmatch(r"(https?://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?)/?", value.lower())
        if found is None:
            raise ValueError
        return found[1]

    @field_validator("allowed_hosts", "secret_key_fallbacks", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _host_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"\.?[a-z0-9][a-z0-9.-]*|\[[0-9a-f:]+\]", name.lower()) for name in value):
            raise ValueError
        return tuple(name.lower() for name in value)

    @field_validator("instance_dir", "assets_dir", "instrument")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        """Relative paths start at the project's folder, wherever the command was given."""
        return ROOT / value.expanduser()

    @field_validator("database_url")
    @classmethod
    def _stored_for_good(cls, value: str) -> str:
        return checked_url(value, ROOT)

    @field_validator("secret_key", "secret_key_fallbacks")
    @classmethod
    def _long_enough(cls, value: SecretStr | tuple[SecretStr, ...]) -> SecretStr | tuple[SecretStr, ...]:
        keys = value if isinstance(value, tuple) else (value,)
        if any(len(key.get_secret_value()) < MIN_LENGTH for key in keys):
            raise ValueError
        return value

    @field_validator("development")
    @classmethod
    def _only_at_home(cls, value: bool, given: ValidationInfo) -> bool:
        host = given.data.get("host", "127.0.0.1")
        if value and not ipaddress.ip_address(host).is_loopback:
            raise ValueError
        return value
