"""The log never holds up an answer: when nobody takes its lines, a thousand wait and the rest are dropped."""

from __future__ import annotations

import logging
from contextlib import suppress
from logging.handlers import QueueHandler, QueueListener
from queue import Full, Queue
from typing import TYPE_CHECKING

from flask.logging import default_handler

if TYPE_CHECKING:
    from flask import Flask

MOST_LINES_WAITING = 1000


def log_without_waiting(app: Flask) -> None:
    """Lines are written by a thread of their own, which alone waits for a full pipe or a slow disk."""
    lines: Queue[logging.LogRecord] = Queue(MOST_LINES_WAITING)
    app.logger.handlers = [_DroppingHandler(lines)]
    QueueListener(lines, default_handler).start()


class _DroppingHandler(QueueHandler):
    def enqueue(self, record: logging.LogRecord) -> None:
        with suppress(Full):
            self.queue.put_nowait(record)
