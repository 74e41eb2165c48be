"""What a box does with files and programs."""

import time

import pytest

from grader import images
from grader.sandbox import BoxFull, BoxLimits, RunLimits, SandboxFault
from grader.sandbox.running import OutOfStep

pytestmark = pytest.mark.engine
LIMITS = RunLimits(cpu_seconds=2, wall_seconds=10, output_bytes=1 << 20)
SHORT = RunLimits(cpu_seconds=0.2, wall_seconds=1, output_bytes=1000)


def sh(box, script, **more):
    return box.run(["sh", "-c", script], limits=LIMITS, **more)


def test_a_program_reads_stdin_and_arguments(box):
    ended = box.run(
        ["sh", "-c", 'cat; echo "$#:$1:$2:$3"', "-", "", " a  b ", ""], stdin=b"in\n", limits=LIMITS
    )

    assert ended.stdout == b"in\n3:: a  b :\n"
    assert (ended.exit_status, ended.signal, ended.stragglers) == (0, None, 0)


def test_much_goes_in_while_much_comes_out(box):
    megabytes = bytes(range(256)) * (3 << 12)

    ended = box.run(["cat"], stdin=megabytes, limits=RunLimits(output_bytes=4 << 20))

    assert ended.stdout == megabytes


def test_computing_time_counts_all_processes_together(box):
    ended = sh(box, "for i in 1 2 3; do (i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done) & done; wait")

    assert ended.exit_status == 0
    assert ended.cpu_ms > 30


def test_a_sleeper_uses_no_computing_time(box):
    ended = box.run(["sleep", "5"], limits=SHORT)

    assert ended.outcome == "time_limit"
    assert ended.waited
    assert ended.cpu_ms < 100
    assert 1000 <= ended.wall_ms < 2000


def test_output_stops_at_its_limit(box):
    ended = box.run(["sh", "-c", "yes; yes >&2"], limits=SHORT)

    assert ended.outcome == "output_limit"
    assert len(ended.stdout) + len(ended.stderr) == 1000


def test_a_program_that_is_not_there_is_told_apart(box):
    assert box.run(["no-such-program"], limits=SHORT).outcome == "not_started"
    assert box.run(["sh", "-c", "exit 127"], limits=SHORT).outcome == "ended"


def test_files_are_put_in_place_of_whatever_stands_there(box):
    sh(box, "mkdir -p a/b && mkfifo c && ln -s /tmp d && echo old > e && ln -s /etc f")

    box.put(
        {
            "a": (b"1", False),
            "c/x": (b"2", False),
            "d/y": (b"3", True),
            "e": (b"4", False),
            "f": (b"5", False),
        }
    )

    ended = sh(box, "cat a c/x d/y e f; ls /tmp | wc -l; test -x d/y && test ! -x a && echo modes")
    assert ended.stdout == b"123450\nmodes\n"


@pytest.mark.parametrize("path", ["..", "a/..", "../x", "a/../../x", ".", ""])
def test_no_file_leaves_the_working_folder(box, path):
    with pytest.raises(SandboxFault, match="could not write a file"):
        box.put({path: (b"x", False)})


def test_too_many_files_are_told(box):
    with pytest.raises(BoxFull):
        box.put({f"{number}": (b"", False) for number in range(5000)})


def test_too_large_files_are_told(box):
    with pytest.raises(BoxFull):
        box.put({f"{number}": (bytes(4 << 20), False) for number in range(10)})


def test_the_box_lives_on_after_it_was_full(box):
    with pytest.raises(BoxFull):
        box.put({f"{number}": (bytes(4 << 20), False) for number in range(10)})

    box.back()

    assert sh(box, "ls | wc -l").stdout == b"0\n"


def test_going_back_restores_contents_modes_and_links(box):
    box.put({"script": (b"#!/bin/sh\necho yes\n", True), "deep/er/file": (b"text", False)})
    sh(box, "ln -s deep/er/file link")
    box.mark()

    sh(
        box,
        "rm -r script link; echo x > deep/er/file; mkdir -m 0 locked; touch /tmp/t /dev/shm/s; chmod 0 deep",
    )
    box.back()

    ended = sh(box, "./script; cat link; find . /tmp /dev/shm | sort | tr '\\n' ' '")
    assert ended.stdout == (b"yes\ntext. ./deep ./deep/er ./deep/er/file ./link ./script /dev/shm /tmp ")


def test_what_came_or_ran_after_a_mark_is_gone_when_the_box_goes_back(box):
    box.mark({"file": (b"1", False)})
    box.back()  # nothing to do
    untouched = sh(box, "cat file").stdout
    sh(box, "echo 2 > file; touch /tmp/left")
    box.mark()  # the file as the program left it, but not what it left elsewhere
    box.back()
    temporary = sh(box, "ls /tmp").stdout
    box.back()
    box.put({"beside": (b"3", False)})
    box.back()

    assert (untouched, temporary, sh(box, "cat *").stdout) == (b"1", b"", b"2\n")


def test_files_that_do_not_fit_make_no_mark_and_no_disorder(box):
    with pytest.raises(BoxFull):
        box.mark({f"{number}": (bytes(4 << 20), False) for number in range(10)})

    box.delete([f"{number}" for number in range(10)])
    box.mark({"file": (b"1", False)})

    assert sh(box, "cat *").stdout == b"1"


def test_a_folder_that_a_program_shut_is_opened_again(box):
    box.put({"file": (b"1", False)})
    box.mark()

    sh(box, "mkdir -p shut/in; echo x > shut/file; chmod 0 shut/file shut/in shut .")
    box.mark()
    box.put({"shut/in/ours": (b"2", False)})

    assert sh(box, "cat shut/in/ours").stdout == b"2"


def test_each_mark_can_be_gone_back_to(box):
    marks = []
    for content in (b"1", b"2"):
        box.put({"file": (content, False)})
        box.mark()
        marks.append(box.current)

    box.current = marks[0]
    box.back()
    first = sh(box, "cat file").stdout
    box.current = marks[1]
    box.back()

    assert first + sh(box, "cat file").stdout == b"12"


def test_no_program_reaches_a_mark(box):
    box.put({"file": (b"a secret of the mark", False)})
    box.mark()

    ended = sh(
        box, "rm file; ls /proc/1/fd /proc/1/map_files; grep -rls 'a secret' / --exclude-dir=sys | head"
    )

    assert b"file" not in ended.stdout
    assert ended.stderr.count(b"Permission denied") >= 2


def test_deleting_leaves_nothing_and_minds_nothing(box):
    box.put({"folder/file": (b"1", False), "other": (b"2", False)})

    box.delete(["folder", "other", "not/there", "other/below"])

    assert sh(box, "ls -A").stdout == b""


def test_a_build_that_leaves_too_much_is_told(box):
    sh(box, "i=0; d=.; while [ $i -lt 40 ]; do d=$d/d; mkdir $d; i=$((i+1)); done")

    with pytest.raises(BoxFull):
        box.mark()


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("true", "missing"),
        ("mkdir out", "not_a_file"),
        ("mkfifo out", "not_a_file"),
        ("ln -s /etc/passwd out", "missing"),
        ("python3 -c \"import socket; socket.socket(1).bind('out')\"", "missing"),
        ("head -c 2000 /dev/zero > out", "too_large"),
        ("truncate -s 30M out", "too_large"),
    ],
)
def test_only_a_regular_file_is_fetched(box, script, problem):
    sh(box, script)

    assert box.fetch("out", most=1000) == (b"", problem)


def test_a_file_is_not_fetched_through_a_link(box):
    sh(box, "ln -s /etc etc")

    assert box.fetch("etc/passwd", most=1 << 20).problem == "missing"


def test_a_file_is_fetched_whole(box):
    sh(box, "mkdir a; head -c 1000 /dev/zero > a/out; : > empty")

    assert box.fetch("a/out", most=1000) == (bytes(1000), "")
    assert box.fetch("empty", most=0) == (b"", "")


def test_memory_can_be_changed_between_programs(box):
    outcomes = []
    for megabytes in (128, 64, 256):
        box.limit_memory(megabytes)
        ended = box.run(["python3", "-c", "print(len(b'x' * (90 << 20)))"], limits=LIMITS)
        outcomes.append(ended.outcome)

    assert outcomes == ["ended", "memory_limit", "ended"]


def test_a_fork_bomb_meets_its_limit_and_is_gone(box):
    program = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"

    bomb = box.run(["python3", "-c", program], limits=SHORT)
    after = sh(box, "ls /proc | grep -c '^[0-9]'")

    assert bomb.outcome == "time_limit"
    assert bomb.refused_processes > 0
    assert int(after.stdout) <= 4  # the first process, sh, ls and grep


def test_nothing_of_a_program_is_alive_when_the_next_starts(box):
    box.run(
        ["sh", "-c", "setsid sh -c 'trap \"\" HUP TERM; sleep 100 & sleep 100' & sleep 0.1"], limits=LIMITS
    )

    ended = sh(box, "cat /proc/[0-9]*/comm | sort -u | tr '\\n' ' '")

    assert b"sleep" not in ended.stdout


ECHO = """
import sys
while head := sys.stdin.buffer.read(4):
    sys.stdout.buffer.write(head + sys.stdin.buffer.read(int.from_bytes(head, "big")))
    sys.stdout.flush()
"""


def test_question_and_answer_go_in_step(box):
    program = box.start(["python3", "-c", ECHO], limits=LIMITS)

    answers = [program.ask(question, most=100) for question in (b"one", b"", b"three")]
    program.kill()

    assert answers == [b"one", b"", b"three"]
    assert program.wait().signal == 9


def test_an_end_instead_of_an_answer_is_none(box):
    program = box.start(["sh", "-c", "exit 4"], limits=LIMITS)

    assert program.ask(b"?", most=100) is None
    assert program.wait().exit_status == 4


@pytest.mark.parametrize(
    "words",
    ["printf '\\0\\0\\0\\001ab'", "printf '\\377\\377\\377\\377'"],
    ids=["more-than-asked", "too-large"],
)
def test_an_answer_out_of_step_is_told(box, words):
    program = box.start(["sh", "-c", f"{words}; sleep 5"], limits=SHORT)

    with pytest.raises(OutOfStep):
        program.ask(b"?", most=100)
    program.kill()
    program.wait()


def test_a_box_that_dies_is_our_fault(engine):
    image = images.digest("python", engine.client)

    def use_a_box_that_dies():
        with engine.box(image=image, limits=BoxLimits(64, 4)) as box:
            engine.client.kill(box.name)
            box.run(["true"], limits=SHORT)

    with pytest.raises(SandboxFault, match=r"The box ended\. It is exited, exit 137"):
        use_a_box_that_dies()


def test_nothing_is_left_of_a_box(engine):
    image = images.digest("python", engine.client)
    with engine.box(image=image, limits=BoxLimits(64, 4)) as box:
        box.run(["true"], limits=SHORT)

    left = engine.client.containers(all=True, filters={"name": box.name})

    assert left == []


def test_one_case_after_the_other_costs_little(box):
    box.put({"main.py": (b"pass", False)})
    box.mark()
    begun = time.monotonic()
    for _ in range(20):
        box.back()
        box.run(["true"], limits=SHORT)

    assert time.monotonic() - begun < 2
