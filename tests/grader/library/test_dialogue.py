"""The talk of a dialogue: what is written down, and whose fault a broken game is."""

import pytest

from grader.grading import Finished, grade
from grader.judges.author import AuthorFault

TASK = """
image: python
stages:
  - name: talk
    kind: dialogue
    title: {ko: 대화, en: Talk}
    command: [python3, talk.py]
    judge: cases/judge.py
    beside: {words.txt: cases/words.txt}
    cases:
      - {name: one, given: {words: 3}}
"""
ECHO = {"talk.py": (b"import sys\nfor line in sys.stdin: print(line.upper(), end='', flush=True)", False)}


@pytest.fixture
def talk(write_task, engine):
    def play(judge, program=ECHO):
        task = write_task(TASK, {"cases/judge.py": judge.encode(), "cases/words.txt": b"one two three"})
        return next(
            event.report.cases[0] for event in grade(task, program, engine) if isinstance(event, Finished)
        )

    return play


@pytest.mark.engine
def test_the_transcript_has_every_line_of_both_sides(talk):
    result = talk("""
def play(program, case):
    words = open("words.txt").read().split()[: case["words"]]
    return all(program.ask(word) == word.upper() for word in words)
""")

    assert result.outcome == "passed"
    assert [(detail.kind, detail.text) for detail in result.details] == [
        ("transcript", "→ one\\n← ONE\\n→ two\\n← TWO\\n→ three\\n← THREE".replace("\\n", "\n"))
    ]


@pytest.mark.engine
def test_of_a_long_game_the_begin_and_the_end_are_shown(talk):
    result = talk("def play(program, case):\n    return [program.ask(n) for n in range(200)] != []")

    lines = result.details[0].text.split("\n")
    assert (lines[0], lines[30], lines[-1], len(lines)) == ("→ 0", "…", "← 199", 116)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("judge", "sentence"),
    [
        ("def play(program, case):\n    return int(program.ask('one'))", "line 2, in play: ValueError"),
        ("def other(program, case):\n    pass", "it has no function play"),
        ("def play(program, case):\n    return None", "play gave None, which is no verdict"),
    ],
)
def test_a_judge_that_breaks_down_is_our_fault(talk, judge, sentence):
    with pytest.raises(AuthorFault, match=sentence):
        talk(judge)


@pytest.mark.engine
def test_the_program_meets_neither_the_judge_nor_its_files(talk):
    looking = b"import os\nprint(sorted(os.listdir('/work')), flush=True)\ninput()"
    result = talk(
        "def play(program, case):\n    return program.hear() == \"['talk.py']\"",
        {"talk.py": (looking, False)},
    )

    assert result.outcome == "passed"
