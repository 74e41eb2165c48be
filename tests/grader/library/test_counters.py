"""The host's counters of a container: both versions of cgroups from captured files, and the live ones."""

import shutil

import pytest

from grader.sandbox import RunLimits, counters
from grader.sandbox.counters import Peaks

ID = "4f0c"
FIRST = {
    "memory/docker/4f0c/memory.usage_in_bytes": "1454080\n",
    "memory/docker/4f0c/memory.max_usage_in_bytes": "9437184\n",
    "pids/docker/4f0c/pids.current": "3\n",
}
SECOND = {
    "memory.current": "1454080\n",
    "memory.peak": "9437184\n",
    "pids.current": "3\n",
    "pids.peak": "9\n",
}
COUNTED = Peaks(memory=9437184, processes=9)


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

    assert (found.version, found.peaks()) == ("cgroup v1", COUNTED)


@pytest.mark.parametrize("place", [f"docker/{ID}", f"system.slice/docker-{ID}.scope"])
def test_version_2_is_read_from_one_folder_of_either_driver(tree, place):
    found = counters.find(ID, tree(SECOND, place))

    assert (found.version, found.peaks()) == ("cgroup v2", COUNTED)


def test_what_an_older_kernel_does_not_say_is_not_known(tree):
    found = counters.find(ID, tree(FIRST))

    assert found.peaks().processes is None


def test_a_container_that_cannot_be_seen_from_here_has_no_counters(tree):
    assert counters.find("another", tree(SECOND, f"docker/{ID}")) is None


def test_a_watch_tells_what_was_reached_since_it_began(tree):
    place = f"docker/{ID}"
    watch = counters.find(ID, tree(SECOND, place)).watch()
    tree({"memory.peak": "10000000\n", "pids.peak": "11\n"}, place)

    assert watch.end() == Peaks(memory=10000000, processes=11)


def test_a_container_that_is_gone_when_its_program_ends_has_no_peaks(tree, monkeypatch):
    monkeypatch.setattr(counters.Cgroup, "open_peak", lambda cgroup: None)
    place = f"docker/{ID}"
    root = tree(SECOND, place)
    watch = counters.find(ID, root).watch()
    shutil.rmtree(root / place)

    assert watch.end() == Peaks()


def test_an_old_peak_is_not_told_of_a_new_program_where_it_cannot_be_reset(tree, monkeypatch):
    monkeypatch.setattr(counters.Cgroup, "open_peak", lambda cgroup: None)
    watch = counters.find(ID, tree(SECOND, f"docker/{ID}")).watch()

    assert watch.end() == Peaks()


@pytest.mark.engine
def test_a_live_program_is_counted_with_all_that_it_starts(engine, box):
    two = "import os\nsome = bytearray(20 << 20)\nif os.fork(): os.wait()\nelse: more = bytearray(20 << 20)"

    first = box.run(["python3", "-c", f"{two}; import time; time.sleep(0.1)"], limits=RunLimits())
    second = box.run(["python3", "-c", "print('x' * 3000)"], limits=RunLimits())

    assert (first.outcome, second.outcome, second.output_bytes) == ("ended", "ended", 3001)
    if first.counted_by != "box":  # where this process may read the host's counters
        assert (first.peak_kb > 40 << 10, first.most_processes) == (True, 2)
        assert second.peak_kb < 30 << 10
