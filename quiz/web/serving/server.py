"""The server: granian with a few processes of few threads, none of which outlives their parent.

Once a day, beside the visitors, it deletes what is kept no longer. Each process of each host asks for the
day's work; the database gives it to one of them (docs/adr/0021).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import signal
import socket
import threading
import time
from collections import deque
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import current_app
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server
from sqlalchemy.exc import SQLAlchemyError

from quiz.charts.person import prepare_charts
from quiz.store.chores import claim_chore
from quiz.store.database.engine import writing
from quiz.store.database.health import database_fault
from quiz.store.retention.sweep import sweep
from quiz.web.factory import create_app
from quiz.web.front.bodies import WAITING_THREADS
from quiz.web.front.log import FOR_GRANIAN, log_libraries_too
from quiz.web.page.words import still_today
from quiz.web.services import services

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from quiz.settings.environment import Settings
    from quiz.web.assets import Assets

GRACE = 10
"""Seconds that requests under way are given to end, when the server is stopped."""

GARBAGE_THRESHOLDS = (20_000, 20, 50)
"""Python looks for circular garbage after 700 new objects, several times a page, and finds next to nothing;
these cost a few megabytes and save a tenth of a visit's time."""

_SILENCE = 15_000
# Milliseconds after which a connection that sends no (further) request is closed. Only with HTTP/1 alone does
# granian count them from the start; else a thousand silent connections close the server to everybody.
_CONNECTIONS = 1024
# At most, for each process.


def serve(settings: Settings, assets: Assets) -> None:
    """Serve until SIGINT or SIGTERM, then finish what is under way. Exits with 1 if workers keep crashing."""
    server = _OurServer(
        "limelight",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=1,
        backpressure=_CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_SILENCE),
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=None if settings.development else FOR_GRANIAN,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    )
    server.respawned_wrks = Respawns()
    server.working_threads = settings.threads
    server.serve(target_loader=partial(_worker, _worker_app, settings, assets), wrap_loader=False)


class _OurServer(Server):  # type: ignore[misc, valid-type]  # which class it is depends on the platform
    working_threads: int

    def startup(self, *args: Any, **kwargs: Any) -> None:
        # Only now: granian warns of so many threads, but at most `settings.threads` of them work at once.
        self.blocking_threads = self.working_threads + WAITING_THREADS
        super().startup(*args, **kwargs)
        # After the workers were forked: what a thread has locked at that moment stays locked in them.
        threading.Thread(target=_announce, args=(self.bind_addr, self.bind_port), daemon=True).start()


class Respawns:
    """Takes the place of granian's record of replaced workers, which ends the server at two deaths in 5.5 s.

    Workers may be killed faster than that and not be at fault; only a long series is a crash loop.
    """

    LIMIT, PERIOD = 30, 60.0

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=self.LIMIT)

    def __setitem__(self, _worker: int, at: float) -> None:
        self._times.append(at)

    def get(self, _worker: int, default: float = 0) -> float:
        """The time of the latest respawn if there were too many, else as if there had been none."""
        is_crash_loop = len(self._times) == self.LIMIT and self._times[-1] - self._times[0] < self.PERIOD
        return self._times[-1] if is_crash_loop else default

    def clear(self) -> None:
        """Nothing is forgotten before its time."""


def _worker(make_app: Callable[[Settings, Assets], Flask], settings: Settings, assets: Assets) -> Flask:
    app = make_app(settings, assets)
    log_libraries_too(app)
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    return app


def _worker_app(settings: Settings, assets: Assets) -> Flask:
    # Until granian installs its own: a forked worker has its parent's, and would not hear that it shall stop.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        app = create_app(settings, assets)
    except Exception:
        time.sleep(1)  # the next one is started at once: a database that is away shall not make that a storm
        raise
    threading.Thread(target=_warm_up, args=[app], daemon=True).start()
    if settings.retention == "daily":
        threading.Thread(target=keep_house, args=[app], daemon=True).start()
    return app


def _warm_up(app: Flask) -> None:
    """Beside the first visitors, not before them: the first page needs no chart."""
    prepare_charts(app.extensions["limelight"].instrument)
    gc.freeze()  # what is there now stays: nobody needs to look through it again and again


def _end_with_parent() -> None:
    """A worker left alone would hold the port, and serve an old version beside the new one."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)


def _announce(host: str, port: int) -> None:
    """Runs while processes are forked, so it must take no lock: no name is resolved, nothing imported."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound to
    is_v6 = ":" in reachable
    while True:
        time.sleep(0.02)
        with socket.socket(socket.AF_INET6 if is_v6 else socket.AF_INET) as probe:
            if probe.connect_ex((reachable, port)) == 0:
                break
    print(f"Limelight is at http://{f'[{reachable}]' if is_v6 else reachable}:{port}", flush=True)


FIRST, EVERY = (30.0, 300.0), 3600.0
"""Seconds: from a start until the first look, at random so that not all ask at once; and between two."""


def keep_house(app: Flask) -> None:
    """For a thread of each process; does not return."""
    time.sleep(random.uniform(*FIRST))  # noqa: S311 - nothing depends on it
    while True:
        with app.app_context():
            do_chores(still_today())
        time.sleep(EVERY)


def do_chores(on: date) -> bool:
    """Whether this process had anything to do. What goes wrong is logged, and left for the next day."""
    app_services = services()
    engine, settings = app_services.engine, app_services.settings
    try:
        with writing(engine) as connection:
            if not claim_chore(connection, "retention", on):
                return False
        swept = sweep(engine, on, settings.periods)
    except SQLAlchemyError as error:
        current_app.logger.warning("retention was not run: %s", database_fault(error))
        return False
    for each in swept:
        if each.rows:
            current_app.logger.info("retention: %s: %d", each.name, each.rows)
    return True
