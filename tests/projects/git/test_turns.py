import asyncio
import subprocess
from threading import Event, Thread

import pytest

from projects.git.turns import Busy, async_turn, turn


def test_a_second_writer_waits_for_the_first(tmp_path):
    inside, leave, order = Event(), Event(), []

    def write():
        with turn(tmp_path):
            inside.set()
            leave.wait(10)
            order.append("first")

    first = Thread(target=write)
    first.start()
    inside.wait(10)
    second = Thread(target=lambda: order.append(take_turn(tmp_path)))
    second.start()
    leave.set()
    first.join(10)
    second.join(10)

    assert order == ["first", "second"]


def take_turn(repository):
    with turn(repository):
        return "second"


def test_waiting_has_an_end(tmp_path):
    with turn(tmp_path), pytest.raises(Busy), turn(tmp_path, seconds=0.1):
        pass


def test_an_async_writer_waits_for_the_same_turn(tmp_path):
    async def take():
        async with async_turn(tmp_path, seconds=0.1):
            pass

    with turn(tmp_path), pytest.raises(Busy):
        asyncio.run(take())
    asyncio.run(take())


def test_a_process_that_inherits_the_turn_keeps_it(tmp_path):
    with turn(tmp_path) as door:
        heir = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=[door])

    with pytest.raises(Busy), turn(tmp_path, seconds=0.1):
        pass
    heir.communicate(timeout=10)
    with turn(tmp_path, seconds=5):
        pass


def test_a_turn_clears_what_a_killed_push_left(tmp_path):
    leave_behind(tmp_path)

    with turn(tmp_path):
        found = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())

    assert found == ["kept.pack", "main", "turn"]


def leave_behind(repository):
    kept = ["objects/pack/kept.pack", "refs/heads/main"]
    lost = [
        "objects/tmp_objdir-incoming-a1/pack/tmp_pack_x",
        "objects/pack/tmp_idx_y",
        "refs/heads/main.lock",
    ]
    for name in [*kept, *lost, "packed-refs.lock", "fast_import_crash_7"]:
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_bytes(b"x")
