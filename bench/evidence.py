"""What the evidence costs: scoring one response set, and the figures over a hundred thousand."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from bench.server import ROOT
from bench.table import Row, note
from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.profile import profile_of
from quiz.measurement.responses import Responses
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.database.migrate import migrate
from quiz.store.database.tables import response_sets
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import hash_token

SCORING_LIMIT = 0.2
"""Milliseconds for one response set of 40."""

STATISTICS_LIMIT, MEMORY_LIMIT = 10.0, 300
"""Seconds, and megabytes of the whole process."""

SETS, DRAWN, RUNS = 100_000, 4_000, 2_000
PEER, PEER_ANSWERS = "@alheimsins/bigfive-calculate-score", 120
TODAY = date(2026, 11, 23)

# The peak of this program's own memory: it is inherited from whoever starts a process, except in VmHWM.
_COUNTING = """
import sys, time
from pathlib import Path
from quiz.evidence.statistics import edition_statistics
from quiz.store.database.engine import create_engine_for, reading
from quiz.store.samples import load_tallies
start = time.perf_counter()
with reading(create_engine_for(sys.argv[1])) as connection:
    tallies = load_tallies(connection)
found = [edition_statistics(tally) for tally in tallies]
seconds, processor = time.perf_counter() - start, time.process_time()
assert sum(each.respondents for each in found) == int(sys.argv[2])
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
omega = found[0].scales[-1].omega
print(seconds, processor, peak, omega.absent or "worked out", sep="|")
"""

# How long scoring 120 answers takes the peer, in microseconds: the median of many, after warming up.
_PEER_PROGRAM = """
const score = require(process.argv[1]);
const calculate = score.default || score;
const answers = [];
for (let n = 0; n < 120; n++) {
  answers.push({domain: "OCEAN"[n % 5], facet: String(1 + n % 6), score: String(1 + (n * 7) % 5)});
}
const times = [];
for (let run = 0; run < 4000; run++) {
  const start = process.hrtime.bigint();
  calculate({answers});
  times.push(Number(process.hrtime.bigint() - start) / 1000);
}
times.splice(0, 2000);
times.sort((a, b) => a - b);
console.log(times[1000]);
"""


def measure() -> list[Row]:
    text = (ROOT / "questions.yaml").read_text("utf-8")
    instrument = parse_instrument(text, source="questions.yaml")
    edition, chance = instrument.editions["full"], random.Random(1)
    sets = [_drawn(edition, instrument, chance) for _ in range(DRAWN)]
    scoring = median(_scoring_times(sets[:RUNS], edition, instrument))
    return [
        Row(
            "one set of 40 responses scored, bands and archetypes too",
            f"< {SCORING_LIMIT} ms",
            f"{scoring:.3f} ms",
            scoring < SCORING_LIMIT,
        ),
        *_peer_rows(1000 * scoring / len(edition.items)),
        *_statistics_rows(sets, instrument, text),
    ]


def _drawn(edition: Edition, instrument: Instrument, chance: random.Random) -> Responses:
    return draw_responses(draw_positions(instrument, chance), edition, instrument, chance, passed_over=0.05)


def _scoring_times(sets: list[Responses], edition: Edition, instrument: Instrument) -> list[float]:
    """Milliseconds each."""
    times = []
    for responses in sets:
        start = time.perf_counter()
        profile_of(responses, edition, instrument)
        times.append(1000 * (time.perf_counter() - start))
    return times


def _peer_rows(ours: float) -> list[Row]:
    """Microseconds an answer, ours and the peer's; the peer gives sums alone."""
    try:
        peer = _peer_time() / PEER_ANSWERS
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return [note("· beside the scoring of a Big Five site", f"not measured: {_reason(error)}")]
    return [
        note("· an answer, beside a Big Five site's, which is sums alone", f"{ours:.2f} µs and {peer:.2f} µs")
    ]


def _peer_time() -> float:
    if not (shutil.which("npm") and shutil.which("node")):
        raise FileNotFoundError("node or npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        run = partial(subprocess.run, cwd=folder, capture_output=True, text=True, check=True, timeout=120)
        run(["npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", PEER])
        return float(run(["node", "-e", _PEER_PROGRAM, PEER]).stdout)


def _reason(error: Exception) -> str:
    said = getattr(error, "stderr", "") or str(error)
    return str(said).strip().splitlines()[0][:80]


def _statistics_rows(sets: list[Responses], instrument: Instrument, text: str) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'limelight.db'}"
        _fill(url, sets, instrument, text)
        done = subprocess.run(
            [sys.executable, "-c", _COUNTING, url, str(SETS)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, processor, megabytes, omega = done.stdout.strip().split("|")
    return [
        Row(
            f"instrument statistics over {SETS:,} response sets",
            f"< {STATISTICS_LIMIT:.0f} s",
            f"{float(seconds):.1f} s, {float(processor):.1f} s of a processor",
            float(seconds) < STATISTICS_LIMIT,
        ),
        Row(
            "· memory of that process",
            f"< {MEMORY_LIMIT} MB",
            f"{megabytes} MB",
            int(megabytes) < MEMORY_LIMIT,
        ),
        note("· omega", omega),
    ]


def _fill(url: str, sets: list[Responses], instrument: Instrument, text: str) -> None:
    """SETS finished response sets: the drawn ones again and again."""
    migrate(url)
    engine = create_engine_for(url)
    rows = [
        {
            "token_hash": hash_token(str(place)),
            "instrument_sha256": instrument.sha256,
            "edition": "full",
            "responses": {item: option or 0 for item, option in sets[place % DRAWN].items()},
            "position": None,
            "started_on": TODAY,
            "completed_on": TODAY,
        }
        for place in range(SETS)
    ]
    with writing(engine) as connection:
        save_instrument(connection, instrument, text, TODAY)
        connection.execute(response_sets.insert(), rows)
    engine.dispose()
