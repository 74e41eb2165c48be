"""`python -m benchmarks.drill`: kill parts of a served academy while it grades, and count the verdicts.

Run it as root where Docker, PostgreSQL and Redis are installed; it starts its own of each. It ends with 0
when every submission has exactly one verdict, the right one, within two minutes of the last fault.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

from benchmarks.drill.faults import FAULTS
from benchmarks.drill.site import Site
from tests.e2e.academy import ROOT
from tests.e2e.waiting import wait_for

WITHIN = 120  # seconds after the last fault
PAUSES = (1.0, 6.0)  # seconds between two faults


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drill", description=__doc__)
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None, help="the same faults in the same order")
    parser.add_argument("--short", action="store_true", help="one fault of each kind, one after the other")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 16)
    print(f"Drill of {options.submissions} submissions, --seed {seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    folder.chmod(0o711)  # the database runs as another user and must get to its folder
    site = Site(folder)
    failed = 1
    try:
        site.start()
        failed = drill(site, options.submissions, random.Random(seed), short=options.short)  # noqa: S311 -- it must be repeatable
    finally:
        site.stop(keep_logs=bool(failed))
    return failed


def drill(site: Site, count: int, chance: random.Random, *, short: bool) -> int:
    own = {"DJANGO_SETTINGS_MODULE": "academy.config.settings", "LOG_LEVEL": "CRITICAL"}
    os.environ |= {**site.environment, **own}
    django.setup()
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, check=True)
    from benchmarks.drill import work

    hand_ins = work.make_work(count, chance)
    site.start_processes()
    wait_for(lambda: work.workers() == len(site.engines), seconds=WITHIN)
    begun = time.monotonic()
    closing = ThreadPoolExecutor(1)
    closed = closing.submit(lambda: [work.close(hand_in) for hand_in in hand_ins])
    struck: Counter[str] = Counter()
    for name in _plan(chance, 1 if short else max(2, count // 80)):
        if not short and closed.done() and not work.unfinished():
            break
        time.sleep(chance.uniform(*PAUSES) / (3 if short else 1))
        say(begun, name)
        FAULTS[name](site, chance)
        struck[name] += 1
    mended = time.monotonic()
    closed.result()  # raises what stopped it: nobody may take a closing that never came for one that was lost
    broken = _settle(work, hand_ins, mended)
    waited = time.monotonic() - mended
    wrongs = work.wrongs(hand_ins)
    _table(count, struck, work.counted(), broken, waited, time.monotonic() - begun)
    for wrong in wrongs[:20]:
        print(wrong)
    dead = [name for name, process in site.processes.items() if process.poll() is not None]
    left = _left(site)
    print(f"{len(wrongs)} wrong; processes that died of others' faults: {dead}; boxes left: {left}")
    print(f"Processes that did not end when they were told to: {site.stubborn}")
    return int(bool(wrongs or dead or left or site.stubborn) or waited > WITHIN)


def _plan(chance: random.Random, rounds: int) -> Iterator[str]:
    """Each fault once in each round, in an order of its own."""
    for _round in range(rounds):
        yield from chance.sample(list(FAULTS), len(FAULTS))


def _settle(work: object, hand_ins: object, mended: float) -> int:
    """Wait for the last verdict. Returns how many had to be closed once more."""
    broken = 0
    while time.monotonic() - mended < 2 * WITHIN:
        waits = work.unfinished()  # type: ignore[attr-defined]
        again = work.close_broken(hand_ins)  # type: ignore[attr-defined] -- after it: one may break meanwhile
        broken += again
        if not waits and not again:
            break
        time.sleep(0.5)
    return broken


def _left(site: Site) -> int:
    """Boxes that still run when every worker has ended."""
    for name in site.engines:
        site.end(name, sign=15)
    return sum(len(site.boxes(name)) for name in site.engines)


def say(begun: float, text: str) -> None:
    print(f"{time.monotonic() - begun:6.1f} s  {text}", flush=True)


def _table(
    count: int, struck: Counter[str], happened: Counter[str], broken: int, waited: float, whole: float
) -> None:
    print(f"\n{'fault':24} times")
    for name in FAULTS:
        print(f"{name:24} {struck[name]:5}")
    print(f"\n{'what happened to runs':24} times")
    for kind in ("claimed", "lost", "fault", "outage", "released", "broken", "verdict"):
        print(f"{kind:24} {happened[kind]:5}")
    print(f"\n{count} submissions in {whole:.0f} s, the last verdict {waited:.0f} s after the last fault")
    print(f"{broken} were given back to their team as broken, and closed again")


if __name__ == "__main__":
    sys.exit(main())
