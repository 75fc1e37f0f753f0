"""For whoever watches the server: is the process there, and can it save answers?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from quiz.store.database.health import PARTS, first_fault
from quiz.web.front.headers import public
from quiz.web.services import services

blueprint = Blueprint("health", __name__)

PATHS = ("/healthz", "/readyz")

_PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class Part:
    """Part that must be in order before answers can be taken; `word` is "ok" or what is wrong."""

    name: str
    word: str = "ok"
    explanation: str = ""

    @property
    def is_ok(self) -> bool:
        return self.word == "ok"


@blueprint.get("/healthz")
@public
def process() -> ResponseReturnValue:
    return "ok\n", 200, _PLAIN


@blueprint.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    parts = readiness()
    words = [f"{part.name}: {part.word}" for part in parts]
    if all(part.is_ok for part in parts):
        return _lines("ready", *words), 200, _PLAIN
    explanation = " ".join(part.explanation for part in parts).strip()
    current_app.logger.warning("not ready: %s", explanation)
    return _lines("not ready", *words, explanation), 503, _PLAIN


def readiness() -> tuple[Part, ...]:
    """Each part; what stands on a part that is not as it should be is "unknown"."""
    fault = first_fault(services().engine, services().instrument.sha256)
    if fault is None:
        return tuple(map(Part, PARTS))
    index = PARTS.index(fault.part)
    return (
        *map(Part, PARTS[:index]),
        Part(fault.part, fault.word, fault.explanation),
        *(Part(name, "unknown") for name in PARTS[index + 1 :]),
    )


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
