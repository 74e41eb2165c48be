"""The host's counters of a container: both versions of cgroups from captured files, and the live ones."""

import pytest

from grader.sandbox import RunLimits, counters
from grader.sandbox.counters import Counters

ID = "4f0c"
FIRST = {
    "cpuacct/docker/4f0c/cpuacct.usage": "153827301\n",
    "memory/docker/4f0c/memory.usage_in_bytes": "1454080\n",
    "memory/docker/4f0c/memory.max_usage_in_bytes": "9437184\n",
    "memory/docker/4f0c/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
    "pids/docker/4f0c/pids.current": "3\n",
    "pids/docker/4f0c/pids.events": "max 1\n",
}
SECOND = {
    "cpu.stat": "usage_usec 153827\nuser_usec 100000\nsystem_usec 53827\nnr_periods 0\nnr_throttled 0\n",
    "memory.current": "1454080\n",
    "memory.peak": "9437184\n",
    "memory.events": "low 0\nhigh 0\nmax 41\noom 2\noom_kill 2\noom_group_kill 0\n",
    "pids.current": "3\n",
    "pids.peak": "9\n",
    "pids.events": "max 1\n",
}
COUNTED = Counters(
    cpu_us=153827,
    memory=1454080,
    memory_peak=9437184,
    memory_kills=2,
    processes=3,
    processes_peak=9,
    processes_refused=1,
)


@pytest.fixture
def tree(tmp_path):
    def write(files, place=""):
        for name, text in files.items():
            path = tmp_path / place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


def test_version_1_is_read_from_one_folder_per_controller(tree):
    found = counters.find(ID, tree(FIRST | {"pids/docker/4f0c/pids.peak": "9\n"}))

    assert (found.version, found.read()) == ("cgroup v1", COUNTED)


@pytest.mark.parametrize("place", [f"docker/{ID}", f"system.slice/docker-{ID}.scope"])
def test_version_2_is_read_from_one_folder_of_either_driver(tree, place):
    found = counters.find(ID, tree(SECOND, place))

    assert (found.version, found.read()) == ("cgroup v2", COUNTED)


def test_what_an_older_kernel_does_not_say_is_not_known(tree):
    found = counters.find(ID, tree(FIRST))

    assert found.read().processes_peak is None


def test_a_container_that_cannot_be_seen_from_here_has_no_counters(tree):
    assert counters.find("another", tree(SECOND, f"docker/{ID}")) is None


def test_a_watch_counts_what_was_used_since_it_began(tree):
    place = f"docker/{ID}"
    watch = counters.find(ID, tree(SECOND, place)).watch()
    tree({"cpu.stat": "usage_usec 153900\n", "memory.peak": "10000000\n", "pids.peak": "11\n"}, place)

    used = watch.end()

    assert (used.cpu_us, used.memory_peak, used.processes_peak, used.memory_kills) == (73, 10000000, 11, 0)


def test_an_old_peak_is_not_told_of_a_new_program_where_it_cannot_be_reset(tree, monkeypatch):
    monkeypatch.setattr(counters.Cgroup, "open_peak", lambda cgroup: None)
    watch = counters.find(ID, tree(SECOND, f"docker/{ID}")).watch()

    used = watch.end()

    assert (used.memory_peak, used.processes_peak) == (None, None)


@pytest.mark.engine
def test_a_live_program_is_counted_with_all_that_it_starts(engine, box):
    two = "import os\nsome = bytearray(20 << 20)\nif os.fork(): os.wait()\nelse: more = bytearray(20 << 20)"

    first = box.run(["python3", "-c", f"{two}; import time; time.sleep(0.1)"], limits=RunLimits())
    second = box.run(["python3", "-c", "print('x' * 3000)"], limits=RunLimits())

    assert (first.outcome, second.outcome, second.output_bytes) == ("ended", "ended", 3001)
    if first.counted_by != "box":  # where this process may read the host's counters
        assert (first.peak_kb > 40 << 10, first.most_processes) == (True, 2)
        assert second.peak_kb < 30 << 10
