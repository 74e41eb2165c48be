"""How fast this machine computes just now: beside other work the same steps take more processor time."""

import statistics
import time

QUIET = 0.015  # seconds of one lap where nothing else runs, on the machine that the limits were written on
LAPS = 9
MOST = 2.0  # a limit that is far too near stays so on any machine


def slowness() -> float:
    """How many times as long as on a quiet machine one computes now: 1 to `MOST`. Takes up to a second."""
    return min(max(statistics.median(_lap() for _ in range(LAPS)) / QUIET, 1), MOST)


def _lap() -> float:
    began, total = time.thread_time(), 0
    for number in range(200_000):
        total += number * number % 7
    return time.thread_time() - began
