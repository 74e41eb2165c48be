"""A copy of the spare interpreter is what `python3 FILE` is after its start, and no way into the spare."""

import json

import pytest

from grader import images
from grader.sandbox import BoxLimits, RunLimits

pytestmark = pytest.mark.engine
LOADED = "/usr/local/lib/bitgoeul/warm.so"
LIMITS = RunLimits(cpu_seconds=5, wall_seconds=20)
# Everything of a process that a program can look at, but times, numbers of processes and places in memory.
PROBE = r"""
import gc, json, locale, os, resource, signal, sys, threading

def read(path):
    with open(path, "rb") as file:
        return file.read().decode("latin1")

def depth(number=0):
    try:
        return depth(number + 1)
    except RecursionError:
        return number

CHANGING = ("Pid", "Tgid", "NS", "Ngid", "Vm", "Rss", "Huge", "voluntary", "nonvoluntary")
status = [line for line in read("/proc/self/status").splitlines() if not line.startswith(CHANGING)]
streams = (sys.stdin, sys.stdout, sys.stderr)
print(json.dumps({
    "words": [sys.argv, sys.orig_argv, read("/proc/self/cmdline"), read("/proc/self/comm")],
    "environment": [read("/proc/self/environ"), dict(os.environ)],
    "interpreter": [sys.executable, os.readlink("/proc/self/exe"), str(sys.flags), sys.path, sys.prefix,
                    str(sys._xoptions), sys.warnoptions, sys.getfilesystemencoding(), locale.getlocale()],
    "modules": [sorted(sys.modules), str(sys.meta_path), sorted(sys.path_importer_cache), __file__, __name__,
                sorted(globals())],
    "descriptors": sorted(os.listdir("/proc/self/fd")),
    "streams": [[s.encoding, s.errors, s.line_buffering, s.isatty(), s.seekable(), s.mode] for s in streams],
    "family": [os.getppid(), os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid(), os.getcwd()],
    "signals": [str([signal.getsignal(number) for number in signal.valid_signals()]),
                str(signal.pthread_sigmask(signal.SIG_BLOCK, []))],
    "limits": [resource.getrlimit(getattr(resource, name)) for name in dir(resource) if "RLIMIT_" in name],
    "priority": [os.getpriority(0, 0), os.sched_getscheduler(0), len(os.sched_getaffinity(0)),
                 read("/proc/self/oom_score_adj"), os.stat("/proc/self/mem").st_uid == os.getuid()],
    "frames": [depth(), sys._getframe().f_back is None, sys.getrecursionlimit()],
    "threads": [threading.active_count(), threading.main_thread() is threading.current_thread(),
                threading.get_native_id() == os.getpid()],
    "memory": [gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), hash("seed")],
    "status": status,
    "stdin": sys.stdin.read(),
}))
"""
ENDS = {
    "status": "import sys; sys.exit(7)",
    "words": "import sys; sys.exit('gone wrong')",
    "hard": "import os; print('lost'); os._exit(3)",
    "raises": "def f():\n    raise ValueError('no')\n\nf()",
    "syntax": "print('a'\nx = = 1\n",
    "crashes": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "interrupted": "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
    "at-exit": "import atexit; atexit.register(print, 'last'); print('first')",
    "thread": "import threading, time\n"
    "threading.Thread(target=lambda: (time.sleep(0.1), print('late'))).start()",
    "deep": "def f(): f()\nf()",
    "input": "print(input(), input())",
    "bytes": "import sys; sys.stdout.buffer.write(bytes(range(256)))",
    "processes": "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(1)'],"
    " capture_output=True))",
    "pool": "from multiprocessing import Pool\n"
    "if __name__ == '__main__':\n    print(Pool(2).map(abs, [-1, -2]))",
    "own-module": "import beside; print(beside.__file__)",
    "missing": None,
}


@pytest.fixture(scope="module")
def box(engine):
    image = images.digest("python", engine.client)
    with engine.box(image=image, limits=BoxLimits(memory_mb=128, processes=16)) as box:
        yield box


@pytest.fixture
def both(box):
    """Run a program in the ordinary way, and as a copy of the spare."""
    if box.fetch("nothing", most=1).problem and box.run(["test", "-e", LOADED], limits=LIMITS).exit_status:
        pytest.skip("this image has no spare interpreter")

    def run(*words, stdin=b"a\nb\n"):
        box.keep_spare(False)
        plain = box.run(["python3", *words], stdin=stdin, limits=LIMITS)
        box.keep_spare(True)
        return plain, box.run(["python3", *words], stdin=stdin, limits=LIMITS)

    return run


def spare_of(box):
    """The number of the process that stands ready, or None."""
    look = "import os\nprint([int(name) for name in os.listdir('/proc') if name.isdigit()], os.getpid())"
    box.put({"look.py": (look.encode(), False)})
    seen, own = box.run(["python3", "look.py"], limits=LIMITS).stdout.rsplit(b" ", 1)
    return next(iter(set(json.loads(seen)) - {1, int(own)}), None)


@pytest.mark.parametrize(
    "words", [["main.py"], ["main.py", "a b", "", "한"], ["in/main.py"], ["/work/main.py"]]
)
def test_a_program_cannot_tell_a_copy_by_what_it_is(box, both, words):
    box.put({"main.py": (PROBE.encode(), False), "in/main.py": (PROBE.encode(), False)})

    plain, copy = both(*words)

    assert (plain.stderr, copy.stderr) == (b"", b"")
    assert json.loads(copy.stdout) == json.loads(plain.stdout)
    assert spare_of(box)


@pytest.mark.parametrize("end", ENDS)
def test_a_copy_ends_as_its_program_does(box, both, end):
    box.delete(["main.py"])
    if ENDS[end]:
        box.put({"main.py": (ENDS[end].encode(), False), "beside.py": (b"", False)})

    plain, copy = both("main.py")

    for name in ("stdout", "stderr", "exit_status", "signal", "outcome", "stragglers"):
        assert getattr(copy, name) == getattr(plain, name)


def test_limits_hold_for_copies(box, both):
    box.put({"main.py": (b"while True: pass", False)})
    box.keep_spare(True)

    over_cpu = box.run(["python3", "main.py"], limits=RunLimits(cpu_seconds=0.2, wall_seconds=9))

    assert spare_of(box)
    assert over_cpu.outcome == "time_limit"
    assert 200 <= over_cpu.cpu_ms < 400


@pytest.mark.parametrize("harm", ["SIGKILL", "SIGSTOP", "SIGTERM", "SIGINT", "SIGUSR1", "SIGRTMIN"])
def test_what_a_program_does_to_the_spare_is_not_there_for_the_next(box, both, harm):
    box.put({"main.py": (b"import sys; print(len(sys.argv))", False)})
    both("main.py")
    spare = spare_of(box)
    script = f"import os, signal\nos.kill({spare}, signal.{harm})"
    box.put({"harm.py": (script.encode(), False)})

    harmed = box.run(["python3", "harm.py"], limits=LIMITS)
    after = box.run(["python3", "main.py"], limits=LIMITS)

    assert harmed.outcome == "ended"
    assert (after.stdout, after.exit_status) == (b"1\n", 0)
    assert spare_of(box) != spare


def test_the_spare_cannot_be_looked_into_or_changed(box, both):
    box.put({"main.py": (b"", False)})
    both("main.py")
    tries = f"""
import os, resource
def outcome(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"
pid = {spare_of(box)}
print([outcome(act) for act in (
    lambda: open(f"/proc/{{pid}}/mem", "rb"),
    lambda: os.listdir(f"/proc/{{pid}}/fd"),
    lambda: open(f"/proc/{{pid}}/environ").read(),
    lambda: open(f"/proc/{{pid}}/oom_score_adj", "w"),
    lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (0, 0)),
    lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
    lambda: os.sched_setaffinity(pid, {{0}}),
)])
"""
    box.put({"tries.py": (tries.encode(), False)})

    assert set(json.loads(box.run(["python3", "tries.py"], limits=LIMITS).stdout.replace(b"'", b'"'))) == {
        "PermissionError"
    }


def test_what_is_left_behind_takes_the_spare_with_it(box, both):
    box.put({"main.py": (b"import os, time\nif not os.fork(): time.sleep(60)", False)})

    plain, copy = both("main.py")
    before = spare_of(box)

    assert (plain.stragglers, copy.stragglers) == (1, 1)
    assert before  # a new one


def test_there_is_no_spare_where_none_is_wanted(box, both):
    box.put({"main.py": (b"", False)})
    both("main.py")
    assert spare_of(box)

    box.keep_spare(False)

    assert spare_of(box) is None
