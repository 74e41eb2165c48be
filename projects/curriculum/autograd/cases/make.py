"""Writes what is expected of the large cases, computed by formula and not by differentiation in general.

python projects/curriculum/autograd/cases/make.py
"""

import json
from pathlib import Path

CASES = Path(__file__).parent
ROWS, COLUMNS, NODES = 1500, 200, 100


def write(name, value):
    (CASES / name).write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")


def layer():
    """Slopes by the bias and the outgoing weights of a layer whose nodes are all awake; see grading.yaml."""
    rows = [[(i * 7 + j * 3) % 11 for j in range(COLUMNS)] for i in range(ROWS)]
    weights = [[(i + j) % 3 - 1 for j in range(NODES)] for i in range(COLUMNS)]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    outgoing = [
        0.5 * (ROWS * 100_000 + sum(t * w for t, w in zip(totals, column, strict=True)))
        for column in zip(*weights, strict=True)
    ]
    leaving = [float(node + 1) for node in range(NODES)]
    bias = [0.5 * ROWS * weight for weight in leaving]
    weights_slopes = [[0.5 * total * weight for weight in leaving] for total in totals]
    return [weights_slopes, bias, [[slope] for slope in outgoing]]


def main():
    write("ones.json", [1.0] * 2000)
    write("layer.json", layer())


main()
