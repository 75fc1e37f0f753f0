"""nginx under the configuration of deploy/, in front of servers of the tests."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from quiz.settings.environment import ROOT
from tests.cast import Person
from tests.faults.http_client import Answer, HttpClient
from tests.faults.server import a_free_port, wait_until
from tests.programs import program

NAME = "limelight.example"
CONFIGURATION = ROOT / "deploy" / "nginx" / "limelight.conf"
_AROUND = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/start.log crit;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/limelight.conf;
}}
"""


class HttpsClient(HttpClient):
    """A browser that knows the site by its name, and trusts its certificate."""

    def __init__(self, port: int, certificate: Path, **wishes: Any) -> None:
        super().__init__(port, **wishes)
        self._context = ssl.create_default_context(cafile=str(certificate))
        self._context.check_hostname = False  # it is asked for at 127.0.0.1

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        return super()._ask(method, path, body, {"Host": NAME, **headers})

    def _connection(self) -> http.client.HTTPConnection:
        port, wait = self._port, self._timeout
        return http.client.HTTPSConnection("127.0.0.1", port, timeout=wait, context=self._context)


@dataclass
class Nginx:
    """Ports, places and the certificate are the test's; all else is as it is delivered."""

    folder: Path
    upstreams: tuple[int, int]
    port: int = field(default_factory=a_free_port)
    plain_port: int = field(default_factory=a_free_port)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> Nginx:
        self._write()
        self.check()
        self.process = subprocess.Popen(self._command())
        wait_until(self._is_listening)
        return self

    def check(self) -> None:
        """Raises AssertionError with what `nginx -t` says against it."""
        tried = subprocess.run([*self._command(), "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        assert "warn" not in tried.stderr, tried.stderr

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)

    def test_client(self, use_cookies: bool = True) -> HttpsClient:
        return HttpsClient(self.port, self.folder / "cert.pem", use_cookies=use_cookies)

    def person(self, name: str) -> Person:
        return Person(name, cast("Any", self))

    @property
    def log_text(self) -> str:
        return (self.folder / "limelight.log").read_text()

    def _command(self) -> list[str]:
        path = program("nginx", "nginx-light")
        return [path, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        text = CONFIGURATION.read_text()
        for delivered, ours in {
            r"listen \[::\].*\n": "\n",
            r"listen 80;": f"listen 127.0.0.1:{self.plain_port};",
            r"listen 443 ": f"listen 127.0.0.1:{self.port} ",
            r"127\.0\.0\.1:8000 ": f"127.0.0.1:{self.upstreams[0]} ",
            r"127\.0\.0\.1:8001 ": f"127.0.0.1:{self.upstreams[1]} ",
            r"/etc/letsencrypt/live/limelight\.example/fullchain\.pem": f"{self.folder}/cert.pem",
            r"/etc/letsencrypt/live/limelight\.example/privkey\.pem": f"{self.folder}/key.pem",
            r"/var/log/nginx/": f"{self.folder}/",
        }.items():
            assert re.search(delivered, text), delivered
            text = re.sub(delivered, ours, text)
        (self.folder / "limelight.conf").write_text(text)
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(_AROUND.format(folder=self.folder, user=user))
        make = [
            program("openssl", "openssl"),
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        ]
        out = ("-keyout", f"{self.folder}/key.pem", "-out", f"{self.folder}/cert.pem")
        subprocess.run([*make, *out, "-subj", f"/CN={NAME}"], check=True, capture_output=True)

    def _is_listening(self) -> bool:
        try:
            self.test_client().get("/help")
        except OSError:
            return False
        return True
