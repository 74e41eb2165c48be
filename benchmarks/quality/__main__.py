"""python -m benchmarks.quality: the table of docs/quality.md from the academy's own code."""

import sys
import time

import numpy as np

from peer_review.quality.estimate import Marks, Witnesses, fit

from . import world

SEEDS = range(6)
SINCE = 30  # weeks; everything before them is known by then
PASS = 60
STAFF_SHARE = 0.03
ALLOWED = 0.10  # of the published number

# rule → RMSE of all works, of those with 1, 2 and 3 evaluations, and the share of wrong pass/fail in percent
PUBLISHED = {
    "mean (42)": (9.3, 12.2, 9.2, 7.4, 12.3),
    "median": (9.6, 12.2, 9.2, 8.1, 12.3),
    "corrected for habits": (7.2, 8.4, 7.3, 6.2, 8.6),
    "+ the grader": (5.4, 6.0, 5.5, 4.9, 6.7),
    "+ 3 % by staff": (6.9, 8.1, 7.0, 6.1, 8.2),
    "tests alone": (9.1, None, None, None, 12.5),
}


def rules(year: world.World) -> dict[str, np.ndarray]:
    marks = Marks(year.work, year.evaluator, year.value, len(year.worth), world.PEOPLE)
    none = np.full(marks.works, np.nan)
    looked_at = np.random.default_rng(1).random(marks.works) < STAFF_SHARE
    staff = np.where(looked_at, year.worth, np.nan)
    order = np.lexsort((year.value, year.work))
    by_work = np.split(year.value[order], np.cumsum(year.count)[:-1])
    return {
        "mean (42)": np.array([values.mean() for values in by_work]),
        "median": np.array([np.median(values) for values in by_work]),
        "corrected for habits": fit(marks, own_noise=False).worth,
        "+ the grader": fit(marks, Witnesses(year.grader, none)).worth,
        "+ 3 % by staff": fit(marks, Witnesses(none, staff)).worth,
        "tests alone": year.grader,
    }


def measured(year: world.World) -> dict[str, list[float]]:
    late = year.week >= SINCE
    rows = {}
    for name, estimate in rules(year).items():
        off = estimate - year.worth
        groups = [late, *(late & (year.count == number) for number in (1, 2, 3))]
        wrong = (estimate[late] >= PASS) != (year.worth[late] >= PASS)
        rows[name] = [float(np.sqrt(np.mean(off[group] ** 2))) for group in groups]
        rows[name].append(100 * float(wrong.mean()))
    return rows


def main() -> int:
    years = [world.make(seed) for seed in SEEDS]
    all_rows = [measured(year) for year in years]
    missed = 0
    print(f"{'ours / published':24}{'all':>14}{'1':>14}{'2':>14}{'3':>14}{'wrong %':>14}")
    for name, published in PUBLISHED.items():
        ours = np.mean([rows[name] for rows in all_rows], axis=0)
        cells = []
        for value, known in zip(ours, published, strict=True):
            if known is None:
                cells.append("")
                continue
            far = abs(value / known - 1) > ALLOWED
            missed += far
            cells.append(f"{value:.1f} / {known:.1f}{' !' if far else ''}")
        print(f"{name:24}" + "".join(f"{cell:>14}" for cell in cells))
    year = years[0]
    marks = Marks(year.work, year.evaluator, year.value, len(year.worth), world.PEOPLE)
    best = min(_timed(marks) for _ in range(7))
    print(f"One refit over {len(year.value)} marks: {1000 * best:.1f} ms.")
    print(f"{missed} numbers are more than {ALLOWED:.0%} from the published ones.")
    return 1 if missed else 0


def _timed(marks: Marks) -> float:
    started = time.perf_counter()
    fit(marks)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
