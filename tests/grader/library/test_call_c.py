"""C functions of every shape, called through the driver that their signatures make."""

import pytest

from grader import images
from grader.grading import Finished, grade
from grader.task import Task
from projects.folder.source import BadFolder

HEAD = """
image: c
stages:
  - name: all
    kind: call
    language: c
    title: {ko: 전부, en: All}
    sources: [all.c, ours.c]
    given: {ours.c: cases/ours.c}
"""
TASK = (
    HEAD
    + """
    signatures:
      - void upper(char *text)
      - void *fill(void *b, int c, size_t len)
      - char *find(const char *text, int c)
      - long long total(const short *numbers, unsigned int count)
      - void halve(double *numbers, int count)
      - float half(float of)
      - int *range(int from, int below)
      - void *block(size_t size)
      - unsigned char next(unsigned char c)
      - bool is_null(const void *at)
      - int counted(void)
      - char *twice(const char *text)
      - void reverse(char **texts, int count)
    frees: [range, block, twice]
    cases:
      - {name: upper, call: upper, args: ["abc ü"], after: {text: "ABC ü"}}
      - name: fill
        call: fill
        args: [!bytes "1234", 120, 2]
        expect: !tuple [b, 0]
        after: {b: !bytes "xx34"}
      - {name: find, call: find, args: ["a,b", 44], expect: ",b"}
      - {name: find-nothing, call: find, args: ["ab", 44], expect: null}
      - {name: total, call: total, args: [[-3, 32767, -32768], 3], expect: -4}
      - {name: halve, call: halve, args: [[1.0, -3], 2], after: {numbers: [0.5, -1.5]}}
      - {name: half, call: half, args: [0.5], expect: 0.25}
      - {name: whole-half, call: half, args: [2], expect: 1}
      - {name: range, call: range, args: [-1, 2], expect: [-1, 0, 1]}
      - {name: block, call: block, args: [3], expect: !bytes "\\0\\0\\0"}
      - {name: next, call: next, args: ["A"], expect: 66}
      - {name: wraps, call: next, args: [255], expect: 0}
      - {name: is-null, call: is_null, args: [null], expect: 1}
      - {name: bytes, call: twice, args: ["\\u00e9"], expect: !bytes "\\xc3\\xa9\\xc3\\xa9"}
      - {name: reverse, call: reverse, args: [[a, bc], 2], after: {texts: [bc, a]}}
      - name: state
        steps:
          - {call: counted, expect: 1}
          - {call: counted, expect: 2}
      - {name: fresh, call: counted, expect: 1}
"""
)
WORK = b"""
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void upper(char *text) { for (; *text; text++) if (*text >= 'a' && *text <= 'z') *text -= 32; }
void *fill(void *b, int c, size_t len) { return memset(b, c, len); }
char *find(const char *text, int c) { return strchr(text, c); }
long long total(const short *n, unsigned int count)
{
	long long sum = 0;

	while (count--)
		sum += *n++;
	return sum;
}
void halve(double *n, int count) { while (count--) *n++ /= 2; }
float half(float of) { return of / 2; }
void *block(size_t size) { return calloc(1, size); }
unsigned char next(unsigned char c) { return c + 1; }
bool is_null(const void *at) { return !at; }
int counted(void) { static int calls; return ++calls; }
char *twice(const char *text)
{
	char *both = malloc(2 * strlen(text) + 1);
	return strcat(strcpy(both, text), text);
}
void reverse(char **texts, int count)
{
	for (int i = 0; i < count / 2; i++) {
		char *other = texts[i];
		texts[i] = texts[count - 1 - i];
		texts[count - 1 - i] = other;
	}
}
"""
OURS = b"""
#include <stdlib.h>
int *range(int from, int below)
{
	int *all = malloc((size_t)(below - from) * sizeof *all);
	for (int i = from; i < below; i++)
		all[i - from] = i;
	return all;
}
"""


@pytest.mark.engine
def test_values_of_every_type_go_and_come_and_memory_is_looked_at(write_task, engine):
    task = write_task(TASK, {"cases/ours.c": OURS})
    images.build("c", print, engine.client)

    report = next(e.report for e in grade(task, {"all.c": (WORK, False)}, engine) if isinstance(e, Finished))

    assert {case.name: str(case.message) for case in report.cases if not case.passed} == {}


@pytest.mark.parametrize(
    ("signatures", "case", "reason"),
    [
        ("[int f(int)]", "{name: a, call: f, expect: 1}", "int is no parameter with a name"),
        ("[int f(int a)]", "{name: a, call: g, expect: 1}", "g has no signature"),
        ("[int f(int a)]", "{name: a, call: f, expect: 1}", "f takes 1 arguments, not 0"),
        (
            "[int f(char a)]",
            "{name: a, call: f, args: [300], expect: 1}",
            "a is char, and this value cannot be",
        ),
        ("[int f(const int *a)]", "{name: a, call: f, args: [[1]], after: {a: [1]}}", "f cannot change a"),
        ("[int f(int a)]", "{name: a, call: f, args: [1]}", "the case expects nothing"),
    ],
)
def test_what_an_author_got_wrong_is_told_with_its_line(tmp_path, signatures, case, reason):
    text = f"{HEAD}    signatures: {signatures}\n    cases:\n      - {case}\n".replace(
        "    given: {ours.c: cases/ours.c}\n", ""
    )
    (tmp_path / "grading.yaml").write_text(text)

    with pytest.raises(BadFolder) as mistake:
        Task.from_folder(tmp_path)

    assert reason in str(mistake.value)
    assert mistake.value.line >= 9
