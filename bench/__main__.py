"""`python -m bench` measures everything; `python -m bench journey wire` only these.

Each part's table is printed as soon as it is measured: no fault of a later part loses it.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
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
    """Measure the named parts, or all, and print their tables; 1 when a part fails or a budget is unmet."""
    if unknown := sorted(set(names) - set(PARTS)):
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    rows = [row for name in names or PARTS for row in _printed(name)]
    print(machine())
    unmet = [row for row in rows if row.is_met is False]
    print(f"{len(rows)} rows; not met: {', '.join(row.what for row in unmet) or 'none'}")
    return int(bool(unmet))


def _printed(name: str) -> list[Row]:
    print(f"Measuring {name} …", file=sys.stderr)
    try:
        rows = PARTS[name]()
    except Exception:  # noqa: BLE001 - whatever it is, the other parts are measured
        traceback.print_exc()
        rows = [Row(name, "", "could not be measured", is_met=False)]
    print(f"{drawn(rows)}\n", flush=True)
    return rows


def machine() -> str:
    """What it was measured on; absolute figures say nothing without that."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {python}, {platform.system()} on {platform.machine()}{busy}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
