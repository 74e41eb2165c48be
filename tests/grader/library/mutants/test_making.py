"""The mistakes that are made by machine: each once, each in one place."""

from grader.mutants import of_c, of_python
from grader.mutants.mutant import mutants_of
from grader.mutants.record import Choice
from grader.mutants.trying import mutants, without

PYTHON = '''\
"""Never 1 more."""


def first(items, least=1):
    # 2 and 3
    return items[0] if len(items) >= least else None
'''
C = """\
#include <stdio.h>
/* 1 < 2 */
int f(int n) // n > 0
{
    char *s = "a < 1";
    if (s[0] == 'x' && n < 10)
        return n + 1;
    if (0)
        return (NULL);
    return n->m;
}
"""


def changes(text, variants):
    return {(one.was, one.now) for one in mutants_of("file", text, variants)}


def test_python_is_changed_in_operators_bounds_constants_and_returns():
    condition = "return items[0] if len(items) >= least else None"

    found = changes(PYTHON, of_python.variants(PYTHON))

    assert (condition, condition.replace(">=", ">")) in found
    assert (condition, condition.replace("[0]", "[ 1]")) in found
    assert (condition, "return None") in found
    assert ("def first(items, least=1):", "def first(items, least= 2):") in found
    assert {was for was, _ in found} == {condition, "def first(items, least=1):"}


def test_c_is_changed_in_operators_bounds_constants_and_returns_but_not_in_texts():
    condition = "if (s[0] == 'x' && n < 10)"

    assert changes(C, of_c.variants(C)) == {
        (condition, condition.replace("[0]", "[1]")),
        (condition, condition.replace("==", "!=")),
        (condition, condition.replace("&&", "||")),
        (condition, condition.replace("<", "<=")),
        (condition, condition.replace("<", ">=")),
        (condition, condition.replace("10", "11")),
        (condition, condition.replace("10", "9")),
        ("return n + 1;", "return 0;"),
        ("return n + 1;", "return n - 1;"),
        ("return n + 1;", "return n + 2;"),
        ("return n + 1;", "return n + 0;"),
        ("return n->m;", "return 0;"),
        ("if (0)", "if (1)"),
    }


def test_a_mutant_knows_its_line_and_comes_once():
    one, gone = mutants_of("a.py", "x\ny\n", ["x\nz\n", "x\ny\n", "x\nz\n", "x\n"])

    assert (one.line, one.was, one.now, one.text) == (2, "y", "z", "x\nz\n")
    assert (gone.line, gone.was, gone.now) == (2, "y", "")


def test_files_of_other_languages_have_none():
    reference = {"b.c": (b"int a = 1;", False), "a.py": (b"a = 1\n", False), "notes.md": (b"1 < 2", False)}

    assert [one.file for one in mutants(reference)] == ["a.py", "a.py", "b.c", "b.c"]


def test_the_constants_that_an_author_calls_a_choice_are_left_out():
    reference = {"a.py": (b"STEPS = 400  # enough\nleft = STEPS - 1\n", False)}
    choice = Choice(file="a.py", line="STEPS = 400  # enough", why="more steps change nothing")

    assert {one.line for one in mutants(reference)} == {1, 2}
    assert {one.line for one in without([choice], mutants(reference))} == {2}


def test_the_tests_of_a_project_are_left_as_they_are():
    reference = {"app/a.py": (b"a = 1\n", False), "tests/test_a.py": (b"a = 1\n", False)}

    assert {one.file for one in mutants(reference)} == {"app/a.py"}
