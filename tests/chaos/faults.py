"""What may be done to an installation, each for a few seconds; then all it needs is there again."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from tests.chaos.installation import Installation
from tests.faults.injections import failing_calls, filled
from tests.faults.processes import group_members
from tests.faults.server import wait_until

Fault = Callable[[Installation, random.Random], None]


def worker_killed(here: Installation, chance: random.Random) -> None:
    _signal({chance.choice(sorted(here.server.workers) or [0])}, signal.SIGKILL)


def all_workers_killed(here: Installation, _: random.Random) -> None:
    _signal(here.server.workers, signal.SIGKILL)


def everything_killed(here: Installation, _: random.Random) -> None:
    here.server.kill_everything()
    here.server.start()


def parent_killed(here: Installation, _: random.Random) -> None:
    assert here.server.process is not None
    here.server.process.kill()
    here.server.process.wait()
    parent = here.server.process.pid
    wait_until(lambda: not group_members(parent))  # they end by themselves, and then let go of the port
    here.server.start()


def stopped_and_started(here: Installation, _: random.Random) -> None:
    here.server.stop()
    here.server.start()


def worker_frozen(here: Installation, chance: random.Random) -> None:
    worker = {chance.choice(sorted(here.server.workers) or [0])}
    _signal(worker, signal.SIGSTOP)
    _a_while(chance)
    _signal(worker, signal.SIGCONT)


def clock_jumps(here: Installation, chance: random.Random) -> None:
    assert here.clock is not None
    here.clock.move(timedelta(hours=chance.uniform(-48, 48)))
    _a_while(chance)
    here.clock.move(timedelta())


def disk_full(here: Installation, chance: random.Random) -> None:
    assert here.disk is not None
    with filled(here.disk):
        _a_while(chance)


def fsync_fails(here: Installation, chance: random.Random) -> None:
    with failing_calls(here.server.workers, "fsync,fdatasync", "EIO"):
        _a_while(chance)


def database_crashes(here: Installation, chance: random.Random) -> None:
    assert here.database is not None
    here.database.stop("immediate")
    time.sleep(chance.uniform(0, 2))
    here.database.start()


def database_restarts(here: Installation, _: random.Random) -> None:
    assert here.database is not None
    here.database.stop("fast")
    here.database.start()


def database_frozen(here: Installation, chance: random.Random) -> None:
    assert here.database is not None
    with here.database.frozen():
        _a_while(chance)


def database_process_killed(here: Installation, chance: random.Random) -> None:
    """PostgreSQL then ends all its connections, and recovers as after a crash."""
    assert here.database is not None
    _signal({chance.choice(here.database.processes()[1:])}, signal.SIGKILL)


def database_read_only(here: Installation, chance: random.Random) -> None:
    assert here.database is not None
    here.database.configure("default_transaction_read_only", "on")
    _a_while(chance)
    here.database.configure("default_transaction_read_only", "off")


def database_fsync_fails(here: Installation, chance: random.Random) -> None:
    """PostgreSQL takes that for a crash, as it cannot know what is on the disk."""
    assert here.database is not None
    with failing_calls(here.database.processes()[1:], "fsync,fdatasync", "EIO"):
        _a_while(chance)
    if not here.database.is_running():
        here.database.start()


def redis_hangs(here: Installation, chance: random.Random) -> None:
    assert here.redis is not None
    here.redis.freeze()
    _a_while(chance)
    here.redis.thaw()


def redis_emptied(here: Installation, _: random.Random) -> None:
    assert here.redis is not None
    here.redis.ask("FLUSHALL")


def faults_for(here: Installation) -> tuple[Fault, ...]:
    """All that can be done to it."""
    processes = worker_killed, all_workers_killed, everything_killed, parent_killed
    found: list[Fault] = [*processes, stopped_and_started, worker_frozen]
    if here.clock:
        found.append(clock_jumps)
    if here.redis:
        found += [redis_hangs, redis_emptied]
    if here.database:
        found += [database_crashes, database_restarts, database_frozen, database_process_killed]
        found += [database_read_only, database_fsync_fails]
    else:
        found.append(fsync_fails)
    if here.disk:
        found.append(disk_full)
    return tuple(found)


def name_of(fault: Fault) -> str:
    return fault.__name__.replace("_", " ")


def nothing_left_frozen(here: Installation) -> None:
    """Whatever happened in between: the last word is that all go on."""
    if here.server.process is not None:
        _signal(group_members(here.server.process.pid), signal.SIGCONT)


def _signal(processes: set[int], number: int) -> None:
    for process in processes - {0}:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def _a_while(chance: random.Random) -> None:
    time.sleep(chance.uniform(0.5, 4))
