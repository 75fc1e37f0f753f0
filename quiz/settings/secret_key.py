"""The secret key of an installation that was given none: made once, kept in a file only its owner reads."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from quiz.store.database.ownership import give, make_folder, not_ours

MIN_LENGTH = 32
"""Characters; OWASP asks for 128 bits, which 32 hexadecimal digits hold."""

_FILE = "secret_key"
_FEWEST_CHARACTERS = 8
_PLACEHOLDERS = ("change", "replace", "example", "password", "secret", "default", "12345678", "abcdefgh")


class SecretKeyError(Exception):
    """The kept key can be neither read nor made."""


def kept_secret_key(instance_dir: Path) -> str:
    """The key in the instance folder, made now if there is none; processes that race get the same one."""
    path = instance_dir / _FILE
    try:
        if not path.exists():
            _make(path)
        elif not path.is_file():
            raise OSError(errno.EINVAL, "it is no file")
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SecretKeyError(
            f"The secret key in {path} cannot be read or made ({reason}); "
            "expected INSTANCE_DIR to be a folder that can be written, or SECRET_KEY to be set."
            f"{not_ours(path)}"
        ) from error
    if len(key) < MIN_LENGTH:
        raise SecretKeyError(
            f"The secret key in {path} has fewer than {MIN_LENGTH} characters; delete the file, "
            "and a new key is made."
        )
    return key


def is_guessable(key: str) -> bool:
    """Whether the key looks made up: a placeholder, or too few characters over and over again.

    Of 32 random hexadecimal digits one key in a million has fewer than 8 different ones.
    """
    is_repetition = key in (key + key)[1:-1]
    has_few = len(set(key)) < _FEWEST_CHARACTERS
    return is_repetition or has_few or any(word in key.lower() for word in _PLACEHOLDERS)


def _make(path: Path) -> None:
    make_folder(path.parent)
    draft = path.with_name(f".{_FILE}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    give(draft)
    try:
        os.link(draft, path)  # unlike a rename, it never replaces the key of a process that was faster
    except FileExistsError:
        pass
    finally:
        draft.unlink()
