"""No file descriptor left: nothing that was acknowledged is lost, and all goes on later."""

from __future__ import annotations

import resource
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.faults.ledger import read_rows
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

LEFT = 6
CONNECTIONS = 60


def test_without_descriptors_nothing_is_lost_and_the_server_recovers(server: Server) -> None:
    ada, ben = server.person("Ada"), server.person("Ben")
    ada.finish()
    ben.start()
    answers = ben.answers("4")
    workers = server.workers
    limits = {worker: resource.prlimit(worker, resource.RLIMIT_NOFILE) for worker in workers}
    for worker in workers:
        opened = max(_opened(worker)) + 1
        resource.prlimit(worker, resource.RLIMIT_NOFILE, (opened + LEFT, limits[worker][1]))
    with ExitStack() as silent:
        for _ in range(CONNECTIONS):
            with suppress(OSError):
                silent.enter_context(server.raw())
        wait_until(lambda: any(_is_full(worker) for worker in workers))
        with suppress(OSError):  # taken, refused or not heard: any of it is true
            ben.submit(answers)
    for worker in workers & server.workers:
        resource.prlimit(worker, resource.RLIMIT_NOFILE, limits[worker])
    wait_until(server.is_answering, 30)
    assert ben.submit(answers).status_code == 303
    assert ada.get(ada.result_path).status_code == 200
    assert [is_submitted for _, is_submitted in read_rows(server.database).values()] == [True, True]


def _is_full(worker: int) -> bool:
    limit, _ = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    return len(_opened(worker)) >= limit - 1


def _opened(worker: int) -> list[int]:
    return [int(descriptor.name) for descriptor in Path(f"/proc/{worker}/fd").iterdir()]
