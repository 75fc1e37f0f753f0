"""Whose files are: what root makes in somebody's folder is theirs, and what is not ours is said by name.

Commands are given by root, and the service runs as another: it could not open what they leave behind.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def give(path: Path) -> None:
    """Give what was just made to the owner of the folder it is in. Only root can, and only root need."""
    if not _is_root():
        return
    owner = path.parent.stat()
    if owner.st_uid:
        with suppress(OSError):  # a container's root may give nothing away
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def give_all(folder: Path) -> None:
    """The folder and all that is in it, whoever was before."""
    for path in (folder, *sorted(folder.rglob("*"))) if _is_root() else ():
        give(path)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """With those above it that are missing; `mode` is for the last one."""
    if folder.parent != folder and not folder.parent.exists():
        make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode)
        give(folder)
    folder.mkdir(exist_ok=True)  # what is there and no folder is an error


def write_text(path: Path, text: str, mode: int = 0o666) -> None:
    """As it stands: line breaks are not changed. `mode` is that of a new file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    give(path)


def not_ours(*paths: Path) -> str:
    """ " … belongs to root, and this is limelight …"; empty where the owner is not what is wrong."""
    for path in paths:
        found = next(each for each in (path, *path.parents) if _is_there(each))
        if not os.access(found, os.R_OK | os.W_OK) and found.stat().st_uid != os.getuid():
            owner, us = _name(found.stat().st_uid), _name(os.getuid())
            # A folder above may be the system's: nobody shall be told to take that.
            helps = f": as root, `chown {us} {found}`" if found == path else ""
            return f" {found} belongs to {owner}, and this is {us}{helps}."
    return ""


def file_fault(error: OSError) -> str:
    """What the system says of a file, in a sentence."""
    if not error.filename:
        return f"{error.strerror or error}."
    named = Path(os.fsdecode(error.filename)) if not isinstance(error.filename, int) else Path()
    whose = not_ours(named) if isinstance(error, PermissionError) else ""
    return f"{error.strerror}: {error.filename}.{whose}"


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True


def _name(uid: int) -> str:
    import pwd  # noqa: PLC0415 - Windows has none

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # as in a container that runs as any user
        return str(uid)
