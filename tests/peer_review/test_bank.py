import pytest
from hypothesis import given
from hypothesis import strategies as st

from peer_review import results
from peer_review.models import SheetVersion
from peer_review.sheet_file import Sheet, read_sheet
from projects.folder.source import BadFolder
from tests.peer_review.making import SHEET, at, book, fill, meet, offer, question, text
from tests.peer_review.test_sheet_file import GOOD

POOL = [question(name) for name in ("one", "two", "three", "four", "five")]
WITH_BANK = {
    **SHEET,
    "sections": [
        {
            "name": "main",
            "title": text("Main"),
            "questions": [question("always")],
            "bank": {"draw": 2, "questions": POOL},
        }
    ],
}
BANK_IN_YAML = """\
    bank:
      draw: 1
      questions:
        - {name: why, kind: yes_no, title: {ko: 왜, en: Why}, text: {ko: 왜, en: Why}}
        - {name: how, kind: yes_no, title: {ko: 어떻게, en: How}, text: {ko: 어떻게, en: How}}
"""


@pytest.fixture
def sheet():
    return Sheet.model_validate(WITH_BANK)


def names(sheet):
    return [question.name for question in sheet.questions()]


@given(st.text(max_size=20))
def test_each_seed_draws_as_many_as_the_bank_says_in_the_order_of_the_file(seed):
    drawn = names(Sheet.model_validate(WITH_BANK).drawn(seed))

    order = [q["name"] for q in POOL]
    assert drawn[0] == "always"
    assert drawn[1:] == sorted(drawn[1:], key=order.index)
    assert len(set(drawn)) == 3


def test_a_seed_draws_the_same_for_ever(sheet):
    """Sheets that were filled years ago are drawn again when they are read: this must never change."""
    assert [names(sheet.drawn(seed))[1:] for seed in ("a", "b", "c")] == [
        ["three", "five"],
        ["two", "five"],
        ["three", "five"],
    ]


def test_different_evaluations_ask_different_questions(sheet):
    assert len({tuple(names(sheet.drawn(str(number)))) for number in range(200)}) == 10


def test_a_drawn_sheet_is_marked_by_what_was_asked(sheet):
    drawn = sheet.drawn("c")

    assert drawn.mark(drawn.complete({"always": True, "three": True})) == 66
    assert drawn.mark(drawn.complete({"always": True, "three": True, "five": True})) == 100


def test_a_sheet_without_a_bank_is_kept_as_before():
    assert "bank" not in str(Sheet.model_validate(SHEET).model_dump(mode="json"))


def test_an_evaluation_asks_the_same_questions_whatever_becomes_of_the_folder(project, ada, bob, clock):
    content = Sheet.model_validate(WITH_BANK).model_dump(mode="json")
    version = SheetVersion.objects.create(project=project, digest="1" * 64, content=content)
    from tests.peer_review.making import make_attempt

    offer(bob)
    evaluation = book(make_attempt(project, ada))
    asked = names(evaluation.asked)
    clock.move_to(at(4))
    SheetVersion.objects.create(
        project=project, digest="2" * 64, content=Sheet.model_validate(SHEET).model_dump(mode="json")
    )

    filled = fill(meet(evaluation), answers=dict.fromkeys(asked, True))

    again = type(evaluation).objects.get(pk=evaluation.pk)
    assert (again.sheet, filled.mark) == (version, 100)
    assert [a.question.name for a in results.result(again).sections[0].answers] == asked
    assert sorted(again.answers) == sorted(asked)


def test_a_bank_is_read_from_its_file(tmp_path):
    path = tmp_path / "sheet.yaml"
    path.write_text(GOOD.replace("flags:", BANK_IN_YAML + "flags:"), encoding="utf-8")

    assert read_sheet(path).sections[0].bank.draw == 1


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ("draw: 1", "draw: 3", "sections.0.bank: Value error, draw: 3 of 2 questions cannot be drawn"),
        ("draw: 1", "draw: 0", "sections.0.bank.draw: Input should be greater than or equal to 1"),
        ("{name: how, kind: yes_no,", "{name: how, kind: yes_no, weight: 2,", "all need the same weight"),
        ("name: how", "name: why", "the question 'why' stands here twice"),
        ("      draw: 1\n", "", "sections.0.bank.draw: Field required"),
    ],
)
def test_a_bad_bank_is_refused_with_file_line_and_reason(tmp_path, good, bad, reason):
    path = tmp_path / "sheet.yaml"
    written = GOOD.replace("flags:", BANK_IN_YAML.replace(good, bad) + "flags:")
    path.write_text(written, encoding="utf-8")

    with pytest.raises(BadFolder) as refused:
        read_sheet(path)

    assert reason in refused.value.reason
    assert refused.value.path == str(path)
    if "twice" not in reason:
        assert refused.value.line in range(written[: written.index("bank:")].count("\n") + 1, 99)
