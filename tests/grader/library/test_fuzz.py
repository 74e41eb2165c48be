"""Bytes and values that nobody would send: each door answers with its own refusal or a fault."""

import json
import random
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader import images
from grader.attacks.doors import Repository
from grader.judges import answers, values
from grader.judges.driver import Disturbed
from grader.judges.steps import Step
from grader.sandbox import BoxLimits, OutOfStep, RunLimits, SandboxFault
from grader.sandbox.running import Running
from grader.sandbox.wire import Wire
from projects.git import repositories
from projects.git.guard import read_tree
from projects.intake.limits import Limits
from projects.intake.refused import HandInRefused

INIT = Path(__file__).parents[3] / "docker" / "grader" / "init"
quickly = settings(max_examples=150, deadline=None)
CLEAN_END = struct.pack(">iIIIIiiIII", 0, 0, 1, 1, 1, 0, 0, 0, 0, 0)


def frame(kind, payload=b""):
    return struct.pack(">Ic", len(payload) + 1, kind) + payload


def mixed(stream, data):
    """As the engine mixes the streams of a box into one."""
    return struct.pack(">BxxxI", stream, len(data)) + data


def talk(sent):
    """A wire to a box that says this and hangs up."""
    ours, theirs = socket.socketpair()
    theirs.sendall(sent)
    theirs.shutdown(socket.SHUT_WR)
    return Wire(ours), theirs


# -- The frames of a box -------------------------------------------------------------------------


@quickly
@given(st.lists(st.tuples(st.sampled_from(b"HAGOEX"), st.binary(max_size=60)), max_size=8), st.data())
def test_frames_arrive_however_they_are_cut(frames, data):
    stream = b"".join(frame(bytes([kind]), payload) for kind, payload in frames)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    parts = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    wire, theirs = talk(b"".join(mixed(1, part) + mixed(2, b"?") for part in parts))

    got = [wire.receive(time.monotonic() + 5) for _ in frames]

    assert got == [(bytes([kind]), payload) for kind, payload in frames]
    theirs.close()
    wire.close()


@quickly
@given(st.binary(max_size=200), st.booleans())
@example(b"\x01\0\0\0\0\0\0\5\xff\xff\xff\xffX", False)  # a frame of four gigabytes
@example(b"\0\0\0\0", True)  # a frame without a kind
@example(frame(b"X", b"short"), True)
@example(frame(b"O", b"\0\0\0\1x") + frame(b"X", CLEAN_END), True)
@example(frame(b"O", b"\xff\xff\xff\xff"), True)
def test_no_bytes_of_a_box_bring_anything_but_an_answer_or_a_fault(noise, as_frames):
    wire, theirs = talk(mixed(1, noise) if as_frames else noise)
    running = Running(wire, ["program"], RunLimits(wall_seconds=0.01))

    with suppress(SandboxFault, OutOfStep):
        running.ask(b"question", most=100)
        running.wait()

    theirs.close()
    wire.close()


# -- The values of a driver ----------------------------------------------------------------------

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TAGS = st.sampled_from(
    ["int", "float", "complex", "bytes", "tuple", "set", "frozenset", "dict", "object", "python"]
)


def deeper(inside):
    tagged = st.fixed_dictionaries({"t": TAGS, "v": inside}, optional={"kind": inside})
    pairs = st.fixed_dictionaries(
        {"t": st.just("dict"), "v": st.lists(st.lists(inside, max_size=3), max_size=3)}
    )
    return (
        st.lists(inside, max_size=4)
        | tagged
        | pairs
        | st.dictionaries(st.text(max_size=3), inside, max_size=3)
    )


VALUES = st.recursive(SCALARS, deeper, max_leaves=12)


@quickly
@given(VALUES, VALUES)
@example({"t": "set", "v": [{"t": "float", "v": "nan"}]}, {"t": "set", "v": [{"t": "float", "v": "nan"}]})
@example({"t": "dict", "v": [[{"t": "tuple", "v": []}, 1]]}, {"t": "dict", "v": []})
@example({"t": "complex", "v": ["nan", "inf"]}, {"t": "complex", "v": ["0x0p0"]})
@example({"t": "object", "v": None, "kind": {}}, {"t": "object", "v": "x"})
@example({"t": "dict", "v": 7}, {"t": "dict", "v": ["ab", "cd"]})
def test_values_are_malformed_or_can_be_compared_and_written(one, other):
    with suppress(values.Malformed):
        first, second = values.decode(one), values.decode(other)
        list(values.differences(first, second))
        assert isinstance(values.written([first, second]), str)


@quickly
@given(st.binary(max_size=80) | VALUES.map(lambda value: json.dumps(value).encode()))
@example(b"[" * 100_000)
@example(b'{"a": ' * 50_000)
@example(b'{"value": 1e999}')
@example(b'{"value": ' + b"9" * 5000 + b"}")
@example(b'"\\ud800"')
def test_an_answer_is_a_mapping_or_malformed(answer):
    with suppress(values.Malformed):
        assert isinstance(values.parse(answer), dict)


KEYS = st.sampled_from(["value", "raised", "lacks", "too_much", "before", "after", "trace", "text"])
STEPS = [
    Step(call="f", expect=1),
    Step(call="f", raises="ValueError"),
    Step(call="f", args=[[1]], unchanged=True),
    Step(call="f", expect=1.5, tolerance=0.1),
]


@quickly
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from(STEPS))
@example({"raised": []}, STEPS[1])
@example({"raised": ["builtins.ValueError"], "trace": 7, "text": None}, STEPS[1])
@example({"value": 1, "before": [], "after": 3}, STEPS[2])
@example({"lacks": {"t": "int"}}, STEPS[0])
def test_an_answer_about_a_call_is_judged_or_disturbs(answer, step):
    with suppress(Disturbed):
        found = answers.of_call(answer, step, {})
        assert isinstance(found.outcome, str)


# -- The guard of trees --------------------------------------------------------------------------

NAMES = st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name)
MODES = st.sampled_from(
    ["100644", "100755", "100664", "120000", "160000", "40000", "40755", "104755", "777", "0"]
)


@settings(max_examples=25, deadline=None)
@given(entries=st.lists(st.tuples(MODES, NAMES, st.booleans()), max_size=5))
@example(entries=[("40000", b".git", True)])
@example(entries=[("100644", b"a\xe2\x80\xae", True), ("100644", b"a\n\t", True)])
@example(entries=[("100644", b"a", True), ("40000", b"a", True)])
def test_no_tree_whatever_brings_anything_but_clean_files_or_a_refusal(tmp_path_factory, entries):
    repository = Repository(repositories.create(tmp_path_factory.mktemp("fuzz"), "fuzzed"))
    there = repository.blob(b"x")
    tree = repository.tree([(mode, name, there if known else "1" * 40) for mode, name, known in entries])

    with suppress(HandInRefused):
        for blob in read_tree(repository.path, repository.commit(tree), limits=Limits()):
            assert blob.path.isprintable()
            assert blob.size == 1


# -- The first process of a box, built to notice what it does wrong -------------------------------

SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g", "-O1"]
RUNS = 30


def requests(chance):
    """Frames as the worker sends them, with lengths and contents that nobody would choose."""
    paths = [b"a", b"a/b", b"a/../b", b"/", b"", b"d/" * 40 + b"e", b"x" * 1030, b"..", b"a//b", b"\xff\n"]
    noise = bytes(chance.randrange(256) for _ in range(chance.randrange(40)))
    path = chance.choice(paths)
    return chance.choice(
        [
            frame(b"F", struct.pack(">HH", chance.choice([0o644, 0, 0o7777]), len(path)) + path + noise),
            frame(b"F", struct.pack(">HH", 0o644, chance.randrange(0x10000)) + path),
            frame(b"G", struct.pack(">I", chance.choice([0, 1, 100, 1 << 23, (1 << 32) - 1])) + path),
            frame(b"D", path),
            frame(b"M"),
            frame(b"B", struct.pack(">I", chance.choice([0, 1, 2, 49, (1 << 32) - 1]))),
            frame(
                b"R",
                struct.pack(">III", 300, 300, chance.randrange(2000))
                + chance.choice([b"true\0", b"\0" * 300]),
            ),
            frame(b"R", struct.pack(">III", 50, 50, 10) + b"cat\0/proc/self/maps\0")
            + frame(b"S", noise)
            + frame(b"C"),
            frame(chance.choice([b"F", b"G", b"D", b"M", b"B", b"S", b"C", b"K", b"?"]), noise),
        ]
    )


@pytest.mark.engine
def test_the_first_process_does_nothing_undefined(engine):
    image = images.digest("c", engine.client)
    sources = {path.name: (path.read_bytes(), False) for path in INIT.iterdir()}
    roomy = RunLimits(cpu_seconds=30, wall_seconds=90, output_bytes=4 << 20)
    with engine.box(image=image, limits=BoxLimits(memory_mb=512, processes=16)) as box:
        box.put(sources)
        build = "gcc -std=gnu11 -D_GNU_SOURCE -w " + " ".join(SANITIZERS) + " -o init *.c && rm *.c *.h"
        assert box.run(["sh", "-c", build], limits=roomy).exit_status == 0
        box.mark()
        for seed in range(RUNS):
            box.back()
            chance = random.Random(seed)
            sent = b"".join(requests(chance) for _ in range(chance.randrange(1, 12)))
            ended = box.run(["env", "ASAN_OPTIONS=detect_leaks=0", "./init", "5"], stdin=sent, limits=roomy)
            assert ended.outcome == "ended", (seed, ended)
            assert ended.exit_status in (0, 3, 4, 5), (seed, ended.exit_status, ended.stderr.decode())
