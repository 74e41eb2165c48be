"""Looks for labels that give themselves away: by the order of the rows, or by a column that only names them.

Each probe compares what it sees with what chance would show, and speaks up beyond `SURE` standard deviations.
"""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .judges import metric
from .judges.truth import Truth

SURE = 5.0  # standard deviations: chance does that once in millions of columns
LEAST_ROWS = 30


def leaks(stage: metric.Stage, files: Mapping[str, bytes]) -> Iterator[str]:
    """What gives labels away, in sentences for the author."""
    truth = stage.truth(files)
    ranks = _numbers(truth)
    if len(ranks) < LEAST_ROWS:
        return
    if _together(ranks, [float(row) for row in range(len(ranks))]) > SURE:
        yield "labels follow the order of the rows; shuffle them"
    elif abs(_neighbours(ranks)) > SURE:
        yield "a label tells the next one; shuffle the rows"
    for path in stage.given.values():
        for name, column in _names(files.get(path, b""), len(ranks)):
            if _together(ranks, column) > SURE:
                yield f"{path}: the column {name!r} only names rows, and yet it follows the labels"


def _numbers(truth: Truth) -> list[float]:
    """The labels as numbers: names by their sorted places, a ranking by its number of worthy items."""
    labels = [label for label in truth.labels if label != ""]
    names = sorted({label for label in labels if isinstance(label, str)})
    places = {name: float(place) for place, name in enumerate(names)}
    return [float(len(label)) if isinstance(label, Mapping) else places.get(label, label) for label in labels]


def _together(one: Sequence[float], other: Sequence[float]) -> float:
    """How far the correlation of the ranks is from none, in standard deviations."""
    x, y = _ranks(one), _ranks(other)
    return abs(_correlation(x, y)) * math.sqrt(len(x) - 1)


def _neighbours(values: Sequence[float]) -> float:
    """Correlation of each value with the one before, in standard deviations."""
    ranks = _ranks(values)
    return _correlation(ranks[1:], ranks[:-1]) * math.sqrt(len(ranks) - 2)


def _correlation(x: Sequence[float], y: Sequence[float]) -> float:
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    over = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    spread = math.sqrt(sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))
    return over / spread if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    """Equal values share the mean of their places."""
    count, below, place = Counter(values), 0, {}
    for value in sorted(count):
        place[value] = below + (count[value] - 1) / 2
        below += count[value]
    return [place[value] for value in values]


def _names(content: bytes, rows: int) -> Iterator[tuple[str, list[float]]]:
    """Columns of whole numbers of which no two are equal: they name rows and should say nothing else."""
    try:
        table = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    except (UnicodeDecodeError, csv.Error):
        return
    if len(table) != rows:
        return
    for name in table[0]:
        cells = [row[name] or "" for row in table]
        digits = ["".join(filter(str.isdigit, cell)) for cell in cells]
        if all(digits) and len(set(cells)) == rows and not any("." in cell for cell in cells):
            yield name, [float(cell) for cell in digits]
