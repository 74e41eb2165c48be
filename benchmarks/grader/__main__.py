"""`python -m benchmarks.grader`: this grader beside bare processes, other sandboxes and other graders' calls.

One run measures all variants in turn, round after round, and prints tables of ratios to the bare processes.
Run it as root where a Docker engine has the grader images; bubblewrap and isolate take part when they are
there.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")

from benchmarks.engine import measured_engine
from benchmarks.grader import idle, others, ours, work
from benchmarks.grader.work import Work
from benchmarks.meter import Measured, Meter, machine, once, table
from grader.sandbox import Engine

QUICK = 5
SLOW_EVERY = 4  # rounds in which the slow variants take part once
BASE = "bare processes"

Step = tuple[Callable[[], object], Callable[[], object], Callable[[], object]]  # prepare, work, settle


def nothing() -> None:
    pass


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grader", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="how often each variant runs (20)")
    parser.add_argument("--quick", action="store_true", help="few rounds, no stability: under two minutes")
    parser.add_argument("--ours", action="store_true", help="only bare processes and this grader")
    options = parser.parse_args()
    rounds = QUICK if options.quick else options.rounds
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # leave no engine behind
    meter = Meter()
    with meter.measuring(), measured_engine(meter), ours.site() as site:
        cold, warm = Engine(boot="cold"), Engine(boot="warm")
        warm.keep_ahead(4)
        print(machine(warm.ping().version), flush=True)
        for one in work.ALL:
            print("\n" + _compare(one, rounds, meter, cold, warm, site, only_ours=options.ours), flush=True)
        print("\n### Memory of an idle box\n\n" + idle.memory(cold, meter), flush=True)
        if not options.quick:
            print("\n### Company on the processors\n\n" + idle.stability(warm), flush=True)
        warm.close()


def _compare(
    one: Work, rounds: int, meter: Meter, cold: Engine, warm: Engine, site: ours.Site, *, only_ours: bool
) -> str:
    with tempfile.TemporaryDirectory() as folder:
        task = one.task(Path(folder))
    plain = others.available() if not only_ours else {BASE: others.bare}
    steps: dict[str, Step] = {name: (nothing, partial(run, one), nothing) for name, run in plain.items()}
    steps["this grader, sandbox only"] = (
        nothing,
        partial(ours.judged, task, one, warm),
        partial(ours.settle, warm),
    )
    steps["this grader, attempt to verdict"] = (
        partial(site.ask, prepare=one.title), partial(site.ask, grade=True), partial(site.ask, settle=True),
    )  # fmt: skip
    steps["this grader without a pool"] = (nothing, partial(ours.judged, task, one, cold), nothing)
    slow: dict[str, Step] = {}
    if not only_ours:
        slow = {name: (nothing, partial(run, one), nothing) for name, run in others.of_the_engine().items()}
    rows = {name: Measured() for name in (*steps, *slow)}
    slow_rounds = range(0, rounds, SLOW_EVERY) if rounds > QUICK else [0]
    for number in range(-1, rounds):  # the first round only warms up
        for name, (prepare, run, settle) in (steps | (slow if number in slow_rounds else {})).items():
            prepare()
            once(run, settle, meter, rows[name] if number >= 0 else Measured())
    return table(one.title, rows, base=BASE)


if __name__ == "__main__":
    main()
