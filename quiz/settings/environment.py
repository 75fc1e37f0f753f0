"""Every setting: its name, its default and what is expected of it. The only reader of the environment.

What operators read about them is docs/settings.md; a test keeps the two the same.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from quiz.settings import host_names as addresses
from quiz.settings.fields import number, placed, setting, within
from quiz.settings.secret_key import MIN_LENGTH, SecretKeyError, is_guessable, kept_secret_key
from quiz.store.database.url import EXPECTED, checked_url
from quiz.store.retention.rules import Periods

ROOT = Path(__file__).resolve().parents[2]

_NUMBERS = (
    *("port", "trusted_proxies", "workers", "threads"),
    *("starts_per_minute", "joins_per_minute", "workshops_per_hour"),
    *("retention_unfinished_days", "retention_results_days", "retention_ended_days"),
)
_NEVER_SHOWN = frozenset({"secret_key", "secret_key_fallbacks", "database_url", "redis_url", "metrics_token"})


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
    value = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    may_be_secret = name in _NEVER_SHOWN or "@" in str(value)  # an address may hold a password
    shown = "cannot be used (it may be secret, and is not shown)" if may_be_secret else f'is "{value!s:.80}"'
    return f"{name.upper()} {shown}; expected {expectation(name)}."


def expectation(name: str) -> str:
    """What is expected of the setting, as it is written in errors and in the documentation."""
    extra = Settings.model_fields[name].json_schema_extra
    assert isinstance(extra, dict)
    return str(extra["expected"])


class Settings(BaseSettings):
    """Read from variables of the same names in capitals; an empty variable counts as absent."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    host: Annotated[str, AfterValidator(addresses.ip_address)] = setting(
        "The address the server listens at; 0.0.0.0 is every address of the machine.",
        "an IP address, or localhost",
        default="127.0.0.1",
    )
    port: int = number("The port the server listens at.", 8000, 1, 65535)
    base_url: Annotated[str, AfterValidator(addresses.origin)] | None = setting(
        "The address visitors use; links to share begin with it. https here makes the cookies secure.",
        "an address such as https://limelight.example, without path, user name or password",
        default=None,
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, AfterValidator(addresses.host_names)] = setting(
        "The host names that requests may name; any when absent.",
        "host names, separated by commas",
        default=(),
    )
    trusted_proxies: int = number(
        "How many proxies stand in front, each adding to X-Forwarded-For the address it was asked from.",
        *(0, 0, 9),
    )
    workers: int = number("Server processes.", 2, 1, 64)
    threads: int = number(
        "Threads of each server process; while some wait for the disk, another can work.", 8, 1, 64
    )
    instance_dir: Path = setting(
        "Where everything is kept that belongs to this installation alone.",
        "a folder that can be written",
        default=ROOT / "instance",
    )
    assets_dir: Path = setting(
        "Where the files for browsers are put, joined and compressed; safe to delete while stopped.",
        "a folder that can be written",
        default_factory=within("instance_dir", "assets"),
    )
    database_url: str = setting(
        "Where the answers are stored.",
        EXPECTED,
        default_factory=lambda given: f"sqlite:///{given['instance_dir'] / 'limelight.db'}",
        repr=False,
    )
    redis_url: Annotated[str, AfterValidator(addresses.at_a_port)] | None = setting(
        "Where processes and hosts count together how often something is asked for; each alone when absent.",
        "redis://user:password@host:port/number, rediss:// for TLS, or unix:///path/of/a/socket",
        default=None,
        pattern="^(rediss?://[^/ ]+(/[0-9]+)?|unix:///[^ ]+)$",
        repr=False,
    )
    secret_key: SecretStr = setting(
        "Signs cookies and forms. When absent, one is made at the first start, and kept.",
        f"at least {MIN_LENGTH} characters nobody can guess, not even by looks where others reach the server",
        default_factory=lambda given: SecretStr(kept_secret_key(given["instance_dir"])),
    )
    secret_key_fallbacks: Annotated[tuple[SecretStr, ...], NoDecode] = setting(
        "Earlier secret keys, still accepted, so that open forms survive a change of the key.",
        f"keys of at least {MIN_LENGTH} characters, separated by commas",
        default=(),
    )
    retention: Literal["daily", "manual"] = setting(
        "Who deletes what is kept no longer: the server once a day, or whoever runs the command for it.",
        "daily or manual",
        default="daily",
    )
    retention_unfinished_days: int = number(
        "Days after its start that a questionnaire is kept which was not finished.",
        *(30, 1, 36_500),
    )
    retention_results_days: int | None = number(
        "Days after its end that a result is kept, with all that hangs on it; for good when absent.",
        *(None, 1, 36_500),
    )
    retention_ended_days: int = number(
        "Days that a share link or a comparison which ended still says so; then it is deleted.",
        *(365, 1, 36_500),
    )
    starts_per_minute: int = number(
        "How many questionnaires may be begun in a minute from one network address; 0 is any number.",
        *(120, 0, 100_000),
    )
    joins_per_minute: int = number(
        "How many people may come into one workshop in a minute from one network address; 0 is any number.",
        *(60, 0, 100_000),
    )
    workshops_per_hour: int = number(
        "How many workshops may be made in an hour from one network address; 0 is any number.",
        *(60, 0, 100_000),
    )
    metrics_token: SecretStr | None = setting(
        "Who sends it as a bearer token may read /metrics; without it there is no such page.",
        "at least 16 letters, digits, _ and -",
        default=None,
    )
    instrument: Path = setting(
        "The questionnaire.", "the path of an instrument file", default=ROOT / "questions.yaml"
    )
    instrument_sha256: str = setting(
        "Set by the server for its own processes: which archived instrument they use. Leave it alone.",
        "64 hexadecimal digits",
        default="",
        pattern="^([0-9a-f]{64})?$",
    )
    development: bool = setting(
        "Shows the pattern page at /patterns.",
        "true or false, and true only while HOST is an address of this machine alone, such as 127.0.0.1",
        default=False,
    )

    @property
    def origin(self) -> str:
        """What absolute addresses begin with: as configured, never as a request's Host header has it."""
        return self.base_url or addresses.origin_of(self.host, self.port)

    @field_validator(*_NUMBERS, mode="before")
    @classmethod
    def _plain_digits(cls, value: object) -> object:
        # int() also takes " 8_000 " and other scripts' digits.
        if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,6}", value):
            raise ValueError
        return value

    @field_validator("allowed_hosts", "secret_key_fallbacks", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(part.strip() for part in value.split(",") if part.strip())
            if not value:  # commas alone: whoever wrote them meant something
                raise ValueError
        return value

    @property
    def periods(self) -> Periods:
        """For how long what is kept."""
        return Periods(
            unfinished_days=self.retention_unfinished_days,
            results_days=self.retention_results_days,
            ended_days=self.retention_ended_days,
        )

    @field_validator("instance_dir", "assets_dir", "instrument")
    @classmethod
    def _absolute(cls, value: Path, field: ValidationInfo) -> Path:
        """Relative paths start at the project's folder, wherever the command was given."""
        return placed(value, ROOT, is_file=field.field_name == "instrument")

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

    @field_validator("secret_key")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr, given: ValidationInfo) -> SecretStr:
        is_for_others = (given.data.get("base_url") or "").startswith("https://") or not _is_only_ours(given)
        if is_for_others and is_guessable(value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("metrics_token")
    @classmethod
    def _bearer(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{16,}", value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("development")
    @classmethod
    def _only_at_home(cls, value: bool, given: ValidationInfo) -> bool:
        if value and not _is_only_ours(given):
            raise ValueError
        return value


def _is_only_ours(given: ValidationInfo) -> bool:
    """Whether only this machine can reach the server; a host that is at fault itself counts as that."""
    return addresses.is_at_home(given.data.get("host", "127.0.0.1"))
