"""`python -m bench` measures everything; `python -m bench journey wire` only these."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable

from bench import (
    evidence,
    figures,
    filled,
    journey,
    keeping,
    polls,
    presses,
    rest,
    reveal,
    room,
    routes,
    scaling,
    sharing,
    startup,
    wire,
)
from bench.table import Row, drawn

PARTS: dict[str, Callable[[], list[Row]]] = {
    "journey": journey.measure,
    "wire": wire.measure,
    "figures": figures.measure,
    "evidence": evidence.measure,
    "sharing": sharing.measure,
    "room": room.measure,
    "polls": polls.measure,
    "reveal": reveal.measure,
    "presses": presses.measure,
    "scaling": scaling.measure,
    "filled": filled.measure,
    "keeping": keeping.measure,
    "rest": rest.measure,
    "startup": startup.measure,
    "routes": routes.measure,
}


def main(names: list[str]) -> int:
    """Measure the named parts, or all, and print the table; 1 when a budget is not met."""
    if unknown := sorted(set(names) - set(PARTS)):
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    rows = [row for name in names or PARTS for row in _measured(name)]
    print(drawn(rows))
    print(f"\n{machine()}")
    return int(any(row.is_met is False for row in rows))


def _measured(name: str) -> list[Row]:
    print(f"Measuring {name} …", file=sys.stderr)
    return PARTS[name]()


def machine() -> str:
    """What it was measured on; absolute figures say nothing without that."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {python}, {platform.system()} on {platform.machine()}{busy}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
