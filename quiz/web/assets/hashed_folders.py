"""Folders of files for browsers, each named after its content, each file also there compressed.

A folder appears at once and whole, or not at all, however many processes build it at the same time.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import brotli

from quiz.store.database.ownership import give_all, make_folder

_COMPRESSED = frozenset({".css", ".js", ".json", ".svg", ".txt", ".webmanifest"})
_BIG = 2_000_000
# Bytes. Brotli's best takes 3 s for plotly's small bundle, 13 s for the full one, which gets the next best.
_DRAFT = ".draft-"
_DRAFT_IS_ABANDONED_AFTER = 3600.0  # seconds


def content_hash(files: Mapping[str, bytes]) -> str:
    """Twelve hexadecimal digits: the same for the same names and contents."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def hashed_folder(parent: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """The folder of this name in `parent`, made if it is not there or not whole."""
    folder = parent / name
    if not _is_whole(folder, files):
        make_folder(parent)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=parent))
        for path, content in files.items():
            _write(draft / path, content)
        give_all(draft)
        _put_in_place(draft, folder, files)
    os.utime(folder)  # `tidy` keeps what was used last
    return folder


def tidy(parent: Path, pattern: str, keep: Path) -> None:
    """Remove folders like this, but not `keep` nor the one before: a server about to end may use it."""
    others = sorted(
        (folder for folder in parent.glob(pattern) if folder != keep),
        key=lambda folder: folder.stat().st_mtime,
    )
    abandoned = (
        draft
        for draft in parent.glob(f"{_DRAFT}*")
        if draft.stat().st_mtime < time.time() - _DRAFT_IS_ABANDONED_AFTER
    )
    for folder in (*others[:-1], *abandoned):
        shutil.rmtree(folder, ignore_errors=True)


def _is_whole(folder: Path, files: Mapping[str, bytes]) -> bool:
    try:
        return all((folder / path).stat().st_size == len(content) for path, content in files.items())
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (0, 0))  # so that it is sent without a date and a tag: its name changes with its content
    if path.suffix in _COMPRESSED:
        quality = 9 if len(content) > _BIG else 11
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, quality=quality))
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, mtime=0))


def _put_in_place(draft: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if _is_whole(folder, files):  # another process was faster
            shutil.rmtree(draft)
        else:  # what is there was damaged, by a power cut for one
            shutil.rmtree(folder)
            draft.rename(folder)
