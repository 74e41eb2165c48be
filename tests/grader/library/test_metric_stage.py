"""What an author writes in a metric stage, and the mistakes that are told with their line."""

import pytest

from projects.folder.source import BadFolder

GRADING = """\
image: python
stages:
  - name: guess
    kind: metric
    title: {{ko: 추측, en: Guess}}
    command: [python3, predict.py]
    given: {{test.csv: {given}}}
    labels: cases/labels.csv
    scorer: {scorer}
    cases:
      - {{name: pass, at: {at}, hidden: {hidden}, hint: {{ko: 힌트, en: Hint}}{more}}}
"""
LABELS = b"label,group\na,x\nb,x\na,y\nb,y\n"


def written(*, given="cases/test.csv", scorer="f1", at="0.5", hidden="false", more="", labels=LABELS):
    text = GRADING.format(given=given, scorer=scorer, at=at, hidden=hidden, more=more)
    return text, {"cases/labels.csv": labels, "cases/test.csv": b"1\n2\n3\n4\n"}


def test_each_case_is_a_line_to_reach(write_task):
    task = write_task(*written(more=", weight: 80, decides: false"))

    (planned,) = task.stages[0].plan()
    assert (planned.name, planned.weight, planned.decides) == ("pass", 80, False)


def test_the_training_is_a_case_without_weight(write_task):
    text, files = written()
    task = write_task(
        text.replace("    command:", "    train: {command: [python3, train.py]}\n    command:"), files
    )

    training, line = task.stages[0].plan()
    assert (training.name, training.weight, line.weight) == ("training", 0, 1)


def test_hidden_labels_travel_with_the_task_and_not_into_the_box(write_task):
    stage = write_task(*written()).stages[0]

    assert "cases/labels.csv" in dict(stage.named_files()).values()
    assert "cases/labels.csv" not in stage.given.values()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"scorer": "neg_log_loss"}, "write log_loss: a loss is best when it is small"),
        ({"scorer": "magic"}, "there is no scorer magic; there are accuracy, "),
        ({"at": "0.505"}, "0.505 is no multiple of the step 0.01"),
        ({"hidden": "true"}, "one case must be visible"),
        ({"given": "cases/labels.csv"}, "the labels would be given to the program"),
        ({"more": ", scorer: r2"}, "r2 needs numbers, but the predictions are labels"),
        ({"more": ", with: {k: 3}"}, "f1 has no setting k"),
        ({"more": ", limits: {cpu_seconds: 1}"}, "limits and files belong to the stage"),
        ({"labels": b"label\na\nb\nc\n"}, "f1 is for two classes, and there are 3"),
        (
            {"labels": b"label,group\na,x\na,y\nb,y\n", "more": ", groups: gap"},
            "group 'x' of the public rows",
        ),
        ({"labels": b"score\n1\n"}, "it needs a head"),
    ],
)
def test_a_mistake_is_told(write_task, changes, reason):
    with pytest.raises(BadFolder, match=reason):
        write_task(*written(**changes))
