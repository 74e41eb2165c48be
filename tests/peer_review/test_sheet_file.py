import pytest
from hypothesis import given
from hypothesis import strategies as st

from peer_review.sheet_file import BadAnswer, Sheet, read_sheet
from projects.folder.source import BadFolder
from tests.peer_review.making import SHEET, question, text


def make_sheet(*mandatory, bonus=()):
    """Questions as (name, kind, weight)."""
    sections = [{"name": "main", "title": text("Main"), "questions": [question(*q) for q in mandatory]}]
    if bonus:
        extra = [question(*q) for q in bonus]
        sections.append({"name": "bonus", "title": text("Bonus"), "bonus": True, "questions": extra})
    return Sheet.model_validate({**SHEET, "sections": sections})


YES_NO = (("a", "yes_no", 1), ("b", "yes_no", 1), ("c", "yes_no", 1))
RATED = (("a", "yes_no", 3), ("b", "rating", 2))
WITH_BONUS = make_sheet(("a", "yes_no", 1), bonus=[("x", "rating", 1), ("y", "yes_no", 1)])


@pytest.mark.parametrize(
    ("sheet", "answers", "mark"),
    [
        (make_sheet(*YES_NO), {}, 0),
        (make_sheet(*YES_NO), {"a": True}, 33),
        (make_sheet(*YES_NO), {"a": True, "b": True}, 66),
        (make_sheet(*YES_NO), {"a": True, "b": True, "c": True}, 100),
        (make_sheet(*RATED), {"a": True}, 60),
        (make_sheet(*RATED), {"b": 5}, 40),
        (make_sheet(*RATED), {"a": True, "b": 4}, 92),
        (make_sheet(*RATED), {"a": True, "b": 5}, 100),
        (WITH_BONUS, {"x": 5, "y": True}, 0),
        (WITH_BONUS, {"a": True}, 100),
        (WITH_BONUS, {"a": True, "x": 3}, 107),
        (WITH_BONUS, {"a": True, "y": True}, 112),
        (WITH_BONUS, {"a": True, "x": 5, "y": True}, 125),
    ],
)
def test_a_mark_is_the_reached_share_and_a_bonus_counts_only_on_top_of_everything(sheet, answers, mark):
    assert sheet.mark(sheet.complete(answers)) == mark


@pytest.mark.parametrize(
    ("flag", "mark"),
    [("ok", 100), ("outstanding", 100), ("crash", 0), ("cannot_explain", 0), ("cheat", None)],
)
def test_a_negative_flag_makes_the_mark_nothing_and_cheating_waits(flag, mark):
    sheet = make_sheet(*YES_NO)

    assert sheet.mark(sheet.complete({"a": True, "b": True, "c": True}), flag=flag) == mark


@given(st.booleans(), st.integers(0, 5), st.integers(0, 5))
def test_a_mark_stays_between_0_and_125_and_more_is_never_less(yes, rating, better):
    sheet = make_sheet(("a", "yes_no", 2), ("b", "rating", 3), bonus=[("x", "rating", 1)])
    worse, best = sorted([rating, better])

    low = sheet.mark({"a": yes, "b": worse, "x": worse})
    high = sheet.mark({"a": yes, "b": best, "x": best})

    assert 0 <= low <= high <= 125


def test_what_is_not_answered_is_no():
    assert make_sheet(*RATED).complete({}) == {"a": False, "b": 0}


@pytest.mark.parametrize(
    "answers",
    [{"z": True}, {"a": 1}, {"a": "yes"}, {"b": True}, {"b": 6}, {"b": -1}, {"b": 2.5}],
    ids=["unknown", "number-for-yes", "text", "yes-for-rating", "too-high", "too-low", "fraction"],
)
def test_answers_that_do_not_fit_are_refused(answers):
    with pytest.raises(BadAnswer):
        make_sheet(*RATED).complete(answers)


GOOD = """\
introduction: {ko: 안녕하세요, en: Hello}
guidelines: {ko: 읽으세요, en: Read}
sections:
  - name: basics
    title: {ko: 기본, en: Basics}
    questions:
      - name: runs
        kind: yes_no
        title: {ko: 실행, en: It runs}
        text: {ko: 실행해 보세요, en: Run it}
flags: [ok, cheat]
"""


def test_a_sheet_is_read_from_its_file(tmp_path):
    path = tmp_path / "sheet.yaml"
    path.write_text(GOOD, encoding="utf-8")

    sheet = read_sheet(path)

    assert [q.name for q in sheet.questions()] == ["runs"]
    assert sheet.sections[0].title.in_language("en") == "Basics"


@pytest.mark.parametrize(
    ("good", "bad", "line", "reason"),
    [
        ("kind: yes_no", "kind: maybe", 8, "Input should be 'yes_no' or 'rating'"),
        ("title: {ko: 실행, en: It runs}", "title: {ko: 실행}", 9, "en: Field required"),
        ("flags: [ok, cheat]", "flags: [cheat]", 1, "'ok' is missing"),
        ("flags: [ok, cheat]", "flags: [ok, ok]", 1, "the flag 'ok' stands here twice"),
        ("flags: [ok, cheat]", "flags: [ok, lazy]", 11, "Input should be"),
        (
            "    title: {ko: 기본",
            "    bonus: true\n    title: {ko: 기본",
            1,
            "at least one must not be a bonus",
        ),
        ("kind: yes_no", "kind: yes_no\n        weight: 0", 9, "greater than or equal to 1"),
        ("name: basics", "name: basics\n    colour: red", 5, "Extra inputs are not permitted"),
    ],
)
def test_a_bad_sheet_is_refused_with_line_and_reason(tmp_path, good, bad, line, reason):
    path = tmp_path / "sheet.yaml"
    assert good in GOOD
    path.write_text(GOOD.replace(good, bad), encoding="utf-8")

    with pytest.raises(BadFolder) as refusal:
        read_sheet(path)

    assert refusal.value.line == line
    assert reason in refusal.value.reason


def test_two_questions_of_one_name_are_refused():
    sections = [{"name": "a", "title": text("A"), "questions": [question("same"), question("same")]}]

    with pytest.raises(ValueError, match="the question 'same' stands here twice"):
        Sheet.model_validate({**SHEET, "sections": sections})
