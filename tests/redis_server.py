"""A Redis for the tests: one of our own, since it is stopped, frozen and emptied."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.server import a_free_port, wait_until
from tests.programs import program


@dataclass
class RedisServer:
    """Keeps nothing on disk. Raises OSError when it is asked something while it is down."""

    folder: Path
    port: int = field(default_factory=a_free_port)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> RedisServer:
        path = program("redis-server", "redis-server")
        options = {"--port": self.port, "--bind": "127.0.0.1", "--save": "", "--dir": self.folder}
        command = [path, *(str(part) for option in options.items() for part in option)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        wait_until(self._answers)
        return self

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def freeze(self) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)

    def ask(self, command: str) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(f"{command}\r\n".encode())
            return connection.recv(65536)

    def _answers(self) -> bool:
        try:
            return self.ask("PING").startswith(b"+PONG")
        except OSError:
            return False
