"""The author's Python: what it may say, and that its mistakes are ours and named."""

import pytest

from grader import images
from grader.judges.author import AuthorFault, Verdict, author
from grader.judges.second import LIMITS

CHECKER = """
import os
from judge import asked, passed, wrong, Unanswered

kept = []
NO = wrong(ko="아니오 50%", en="No, 50%\\x1b")

def echo(*values):
    return list(values)

def accepts(value):
    return value == 1

def judges(output):
    print("a note for the author")
    return passed() if output == b"right" else NO

def counts():
    kept.append(1)
    return len(kept)

def asks():
    return asked("line", 1, "two") + asked("line")

def is_left_alone():
    raise Unanswered(ko="대답이 없습니다.", en="It gave no answer.")

def breaks():
    return {}["key"]

def leaves():
    raise SystemExit

def dies():
    os._exit(0)

def forges():
    os.write(4, b"\\0\\0\\0\\2{}")
    return True

def gives_an_object():
    return object()

def says_nonsense():
    return {"outcome": "excellent"}

def says_half():
    return {"outcome": "wrong", "message": {"en": "only English"}}

def starves():
    return [bytearray(1 << 20) for _ in range(4096)] and True

def spins():
    while True:
        pass
""".encode()


@pytest.fixture(scope="module")
def box(engine):
    with engine.box(image=images.digest("python", engine.client), limits=LIMITS) as box:
        yield box


@pytest.fixture
def code(box):
    with author(box, "cases/check.py", {"cases/check.py": CHECKER}) as code:
        yield code


@pytest.mark.engine
def test_values_go_and_come_by_their_exact_types(code):
    sent = [None, True, 2**80, 1.5, b"\xff", "빛", (1, {2}), {"key": [1]}, {3: frozenset()}]

    assert code.call("echo", *sent) == sent


@pytest.mark.engine
def test_a_verdict_is_a_boolean_or_made_by_passed_and_wrong(code):
    assert code.verdict("accepts", 1) == Verdict(outcome="passed")
    assert code.verdict("accepts", 2) == Verdict(outcome="wrong")
    assert code.verdict("judges", b"right") == Verdict(outcome="passed")

    said = code.verdict("judges", b"left").said

    assert (str(said), said.languages) == ("No, 50%␛", {"ko": "아니오 50%", "en": "No, 50%␛"})


@pytest.mark.engine
def test_work_that_does_not_answer_is_wrong_without_a_word_of_the_author(code):
    found = code.verdict("is_left_alone")

    assert (found.outcome, found.message.en) == ("wrong", "It gave no answer.")


@pytest.mark.engine
def test_code_may_ask_in_the_middle_of_a_call(code):
    asked = []

    def serve(what, about):
        asked.append((what, about))
        return "yes"

    assert code.call("asks", serve=serve) == "yesyes"
    assert asked == [("line", [1, "two"]), ("line", [])]


@pytest.mark.engine
def test_a_process_keeps_its_state_and_the_next_one_starts_afresh(box, code):
    assert [code.call("counts"), code.call("counts")] == [1, 2]
    code.stop()

    with author(box, "cases/check.py", {"cases/check.py": CHECKER}) as another:
        assert another.call("counts") == 1


@pytest.mark.engine
@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("breaks", "cases/check.py failed: line 29, in breaks: KeyError: 'key'"),
        ("leaves", "cases/check.py failed: line 32, in leaves: SystemExit: "),
        ("absent", "cases/check.py failed: it has no function absent"),
        ("dies", "cases/check.py ended instead of answering (ended). It said last: "),
        ("forges", "cases/check.py disturbed the talk with the grader."),
        ("asks", "cases/check.py asks for line, which is not to be had here."),
        (
            "says_nonsense",
            "cases/check.py: says_nonsense gave {'outcome': 'excellent'}, which is no verdict.",
        ),
        (
            "says_half",
            "cases/check.py: says_half gave {'outcome': 'wrong', 'message': {'en': 'only English'}},"
            " which is no verdict.",
        ),
    ],
)
def test_a_mistake_of_the_author_is_our_fault_and_named(code, function, sentence):
    with pytest.raises(AuthorFault) as fault:
        code.verdict(function)

    assert str(fault.value) == sentence


@pytest.mark.engine
def test_a_verdict_that_is_an_object_is_no_verdict(code):
    with pytest.raises(AuthorFault, match=r"gave <object object at 0x\w+>, which is no verdict"):
        code.verdict("gives_an_object")


@pytest.mark.engine
def test_code_that_does_not_end_is_stopped(box, monkeypatch):
    from grader.judges import author as module
    from grader.sandbox import RunLimits

    monkeypatch.setattr(module, "LIMITS", RunLimits(cpu_seconds=0.2, wall_seconds=5))

    with (
        author(box, "cases/check.py", {"cases/check.py": CHECKER}) as code,
        pytest.raises(AuthorFault) as fault,
    ):
        code.call("spins")

    assert str(fault.value).startswith("cases/check.py ended instead of answering (time_limit).")


@pytest.mark.engine
def test_code_that_needs_too_much_memory_is_our_fault(code):
    with pytest.raises(AuthorFault, match=r"ended instead of answering \(memory_limit\)"):
        code.call("starves")


@pytest.mark.engine
def test_a_module_that_cannot_be_imported_is_named(box):
    with (
        pytest.raises(AuthorFault, match=r"cases/check\.py failed: SyntaxError: "),
        author(box, "cases/check.py", {"cases/check.py": b"def :"}),
    ):
        pass
