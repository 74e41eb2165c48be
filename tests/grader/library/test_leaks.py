"""Labels that give themselves away by order or by name."""

import random

import pytest

from grader.judges import metric
from grader.leaks import leaks

ROWS = 200


def stage(**fields):
    case = {"name": "pass", "at": 0.5}
    written = {
        "name": "predict",
        "kind": "metric",
        "title": {"ko": "예측", "en": "Predict"},
        "command": ["python3", "predict.py"],
        "given": {"test.csv": "cases/test.csv"},
        "labels": "cases/labels.csv",
        "scorer": "accuracy",
        "cases": [case],
        **fields,
    }
    return metric.Stage.model_validate(written)


def files(labels, names=None):
    names = names or [f"r{number}" for number in random.Random(1).sample(range(10_000), len(labels))]
    table = "id,x\n" + "".join(f"{name},0.5\n" for name in names)
    return {
        "cases/labels.csv": ("label\n" + "".join(f"{label}\n" for label in labels)).encode(),
        "cases/test.csv": table.encode(),
    }


def shuffled(labels):
    return random.Random(7).sample(labels, len(labels))


TWO_CLASSES = ["no"] * (ROWS // 2) + ["yes"] * (ROWS // 2)


def test_shuffled_labels_give_nothing_away():
    assert list(leaks(stage(), files(shuffled(TWO_CLASSES)))) == []


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (TWO_CLASSES, "labels follow the order of the rows; shuffle them"),
        (["no", "yes"] * (ROWS // 2), "a label tells the next one; shuffle the rows"),
    ],
    ids=["sorted", "in-turn"],
)
def test_the_order_of_rows_tells(labels, said):
    assert list(leaks(stage(), files(labels))) == [said]


def test_a_name_that_follows_the_label_tells():
    labels = shuffled(TWO_CLASSES)
    names = [f"c{(label == 'yes') * 5000 + row}" for row, label in enumerate(labels)]

    said = list(leaks(stage(), files(labels, names)))

    assert said == ["cases/test.csv: the column 'id' only names rows, and yet it follows the labels"]


def test_numbers_are_probed_like_classes():
    rising = [row + random.Random(row).random() for row in range(ROWS)]
    numbers = stage(scorer="mean_absolute_error", cases=[{"name": "pass", "at": 1.0}])

    assert list(leaks(numbers, files(rising))) == ["labels follow the order of the rows; shuffle them"]
    assert list(leaks(numbers, files(shuffled(rising)))) == []


def test_names_of_clusters_are_probed_like_classes():
    words = [f"{row // 10},서구" for row in range(100, 100 + ROWS)]
    clusters = stage(scorer="adjusted_rand_score")

    assert list(leaks(clusters, files(sorted(f'"{word}"' for word in words)))) == [
        "labels follow the order of the rows; shuffle them"
    ]
    assert list(leaks(clusters, files(shuffled([f'"{word}"' for word in words])))) == []
