"""Commands given by root, in folders of the user that Limelight runs as: it can open all that they leave."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import limelight
from quiz.cli.installation import Installation
from quiz.settings.secret_key import kept_secret_key
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.database.migrate import migrate
from quiz.store.database.ownership import make_folder, not_ours
from quiz.web.assets.hashed_folders import hashed_folder
from quiz.web.front.cells import Cells
from quiz.web.serving.launch import require_writable
from tests.cli.conftest import PERIODS
from tests.cli.test_research import fill as fill_consented
from tests.faults.server import Server
from tests.store.transfer.databases import fill

SERVICE = 31_111
"""A user without a name, as in a container that runs as any user."""


@pytest.fixture
def theirs() -> Iterator[Path]:
    """The service's own folder, where it can reach it; the test is given by root."""
    if os.geteuid() != 0:
        assert os.environ.get("CI") != "true", "CI runs as root"
        pytest.skip("only root makes files that the service cannot open")
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        instance.mkdir()
        Path(folder).chmod(0o755)
        os.chown(instance, SERVICE, SERVICE + 1)
        yield instance


def strangers(folder: Path) -> list[Path]:
    """What in it the service could not call its own."""
    found = list(folder.rglob("*"))
    assert found
    owners = {path: (path.stat().st_uid, path.stat().st_gid) for path in found}
    return [path for path, owner in owners.items() if owner != (SERVICE, SERVICE + 1)]


def given(theirs: Path, *arguments: object) -> str:
    """What a command says that is given on an installation which keeps all it has in the folder."""
    installation = Installation(f"sqlite:///{theirs / 'limelight.db'}", theirs, PERIODS)
    result = CliRunner().invoke(limelight, [str(argument) for argument in arguments], obj=installation)
    assert result.exit_code == 0, result.output
    return result.output


def as_service(act: Callable[[], object], group: int = SERVICE + 1) -> str:
    """What goes wrong when the service does this; empty when nothing does."""
    ours, its = get_context("fork").Pipe()

    def run() -> None:
        os.setgid(group)
        os.setgroups([])
        os.setuid(SERVICE)
        try:
            act()
            its.send("")
        except Exception as error:  # noqa: BLE001 - whatever it is, the test wants to know
            its.send(str(getattr(error, "orig", error)))

    process = get_context("fork").Process(target=run)
    process.start()
    process.join(30)
    return str(ours.recv())


def an_answer_saved(url: str) -> Callable[[], None]:
    def save() -> None:
        engine = create_engine_for(url)
        with writing(engine) as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        engine.dispose()

    return save


def test_a_backup_by_hand_leaves_the_folder_to_the_nightly_one(theirs: Path) -> None:
    fill(f"sqlite:///{theirs / 'limelight.db'}")
    given(theirs, "backup", "create")
    assert strangers(theirs) == []
    assert as_service((theirs / "backups" / "of-tonight").touch) == ""


@pytest.mark.parametrize("kind", ["restore", "upgrade", "copy", "export", "statistics"])
def test_what_a_command_makes_belongs_to_the_owner_of_the_folder(
    theirs: Path, tmp_path: Path, kind: str
) -> None:
    source = f"sqlite:///{tmp_path / 'limelight.db'}"
    fill_consented(source, consenting=6)
    given(tmp_path, "backup", "create", tmp_path / "backup")
    if kind == "restore":
        given(theirs, "backup", "restore", tmp_path / "backup")
    elif kind == "upgrade":
        given(theirs, "database", "upgrade")
    elif kind == "copy":
        given(theirs, "database", "copy", source, f"sqlite:///{theirs / 'new' / 'limelight.db'}")
    elif kind == "export":
        given(tmp_path, "research", "export", theirs / "for" / "research")
    else:
        given(tmp_path, "instrument", "statistics", "--output", theirs / "figures.html")
    assert strangers(theirs) == []
    for file in theirs.glob("**/limelight.db"):
        assert as_service(an_answer_saved(f"sqlite:///{file}")) == ""


def test_sqlites_log_belongs_to_whom_the_database_does(theirs: Path) -> None:
    """While root has it open; SQLite looks after that itself."""
    url = f"sqlite:///{theirs / 'limelight.db'}"
    migrate(url)
    engine = create_engine_for(url)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        assert {path.name for path in theirs.iterdir()} > {"limelight.db-wal", "limelight.db-shm"}
        assert strangers(theirs) == []
    engine.dispose()


def test_after_a_first_start_by_root_all_files_belong_to_the_service(
    theirs: Path,
) -> None:
    key = kept_secret_key(theirs / "deep" / "down")
    Cells(theirs / "tallies", 3, "layout")
    require_writable(theirs / "cache" / "limelight", "ASSETS_DIR")
    hashed_folder(theirs / "assets", "abc", {"css/site.css": b"a {}", "plain.txt": b""})
    assert strangers(theirs) == []
    assert as_service(lambda: kept_secret_key(theirs / "deep" / "down")) == ""
    assert as_service(lambda: hashed_folder(theirs / "assets", "abc", {"css/site.css": b"a {}"})) == ""
    assert len(key) > 32


@pytest.mark.faults
def test_a_server_started_by_root_leaves_nothing_of_roots(theirs: Path) -> None:
    server = Server(theirs.parent, theirs / "assets")
    server.start()
    try:
        assert strangers(theirs) == []
    finally:
        server.stop()
    assert {path.name for path in theirs.iterdir()} >= {"assets", "limelight.db", "tallies"}
    assert strangers(theirs) == []


def test_what_root_makes_among_its_own_stays_its_own(theirs: Path) -> None:
    make_folder(theirs.parent / "roots" / "own")
    assert (theirs.parent / "roots" / "own").stat().st_uid == 0


def roots(path: Path) -> Path:
    """As an earlier version left it."""
    path.parent.mkdir(exist_ok=True)
    path.touch(0o600)
    os.chown(path, 0, 0)
    path.chmod(0o600)
    return path


def test_the_service_names_the_file_that_is_not_its_own_and_what_helps(theirs: Path) -> None:
    file = theirs / "limelight.db"
    migrate(f"sqlite:///{file}")
    os.chown(file, 0, 0)
    helps = f"{file} belongs to root, and this is {SERVICE}: as root, `chown {SERVICE} {file}`."
    for mode in (0o600, 0o644):  # the second could be read, and fails at the first answer
        file.chmod(mode)
        assert helps in as_service(an_answer_saved(f"sqlite:///{file}"))
    os.chown(file, SERVICE, SERVICE + 1)
    roots(theirs / "limelight.db-wal")
    assert "limelight.db-wal belongs to root" in as_service(an_answer_saved(f"sqlite:///{file}"))


def test_the_same_is_said_of_a_key_and_of_a_folder(theirs: Path) -> None:
    key = roots(theirs / "secret_key")
    said = as_service(lambda: kept_secret_key(theirs))
    assert f"{key} belongs to root, and this is {SERVICE}: as root, `chown {SERVICE} {key}`." in said
    folder = theirs / "cache"
    folder.mkdir(0o755)
    said = as_service(lambda: require_writable(folder, "ASSETS_DIR"))
    assert f"`chown {SERVICE} {folder}`" in said


def test_any_user_of_group_0_can_start_in_the_folder_of_the_image(theirs: Path) -> None:
    """As deploy/Containerfile makes it: another's, of group 0, open to both."""
    codecs.lookup("ascii")  # what is imported must be there before: not everybody may read this Python
    migrate(f"sqlite:///{theirs.parent / 'roots.db'}")
    os.chown(theirs, 999, 0)
    theirs.chmod(0o770)
    assert as_service(lambda: kept_secret_key(theirs), group=0) == ""
    assert as_service(lambda: require_writable(theirs / "assets", "ASSETS_DIR"), group=0) == ""
    assert as_service(lambda: migrate(f"sqlite:///{theirs / 'limelight.db'}"), group=0) == ""
    assert "Permission denied" in as_service((theirs / "other").touch)


def test_nobody_is_told_to_take_a_folder_of_the_systems() -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root, to be another")
    said = as_service(lambda: (_ for _ in ()).throw(OSError(not_ours(Path("/etc/no-such-file.db")))))
    assert said == f" /etc belongs to root, and this is {SERVICE}."
