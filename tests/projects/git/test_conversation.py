"""Bodies that are too large, too slow, or end in the middle."""

import os
import signal

import pytest

from projects.git.turns import Busy, turn
from tests.projects.git.trainees import processes_of, wait_until
from tests.projects.git.wire import MIB, NOTHING, Connection, endless_pack, update


def test_a_push_of_a_gigabyte_is_refused_in_gits_own_words_and_costs_nothing(team, server):
    disk, memory = team.disk(), server.memory()
    connection = Connection(team)
    connection.start_push()
    connection.send(update(NOTHING, "1" * 40))

    for piece in endless_pack(1024 * MIB):
        connection.send(piece)
    connection.finish()
    said = connection.answer()

    assert "pack exceeds maximum allowed size (20.00 MiB)" in said
    assert "unpack index-pack abnormal exit" in said
    assert server.memory() - memory < 30 * MIB
    assert team.disk() == disk
    assert team.quarantines() == []


def test_git_itself_shows_that_a_push_is_too_large(team, ada):
    ada.git("config", "core.compression", "0")
    ada.commit({f"{number}.bin": ada.noise(3 * MIB + number) for number in range(8)})

    said = ada.push()

    assert "fatal: pack exceeds maximum allowed size (20.00 MiB)" in said
    assert not said.taken
    assert team.head() is None
    assert team.quarantines() == []


def test_a_length_beyond_all_measure_is_refused_on_the_headers(team):
    connection = Connection(team)

    connection.start_push(f"Content-Length: {5 << 30}")
    said = connection.answer(end="넘습니다.\n".encode())

    assert said.startswith("HTTP/1.1 413")
    assert "This request has more than 4096 MB." in said


def test_a_connection_cut_in_the_middle_leaves_nothing(team, ada):
    connection = Connection(team)
    connection.start_push()
    connection.send(update(NOTHING, "1" * 40))
    pieces = endless_pack(10 * MIB)
    for _number in range(5):
        connection.send(next(pieces))
    wait_until(team.quarantines)

    connection.cut()
    wait_until(lambda: not team.quarantines())

    commit = ada.commit({"main.py": "1"})
    assert ada.push().taken
    assert team.head() == commit


def test_a_server_killed_in_the_middle_leaves_nothing_that_lasts(own_server, own_team):
    ada = own_team.clone("ada")
    connection = Connection(own_team)
    connection.start_push()
    connection.send(update(NOTHING, "1" * 40))
    pieces = endless_pack(10 * MIB)
    for _number in range(5):
        connection.send(next(pieces))
    wait_until(own_team.quarantines)

    own_server.stop(kill=True)
    own_server.start()
    ada.git("remote", "set-url", "origin", own_team.url())
    commit = ada.commit({"main.py": "1"})

    assert ada.push().taken
    assert own_team.head() == commit
    assert own_team.quarantines() == []


def test_git_keeps_the_turn_when_its_server_is_killed(own_server, own_team):
    connection = Connection(own_team)
    connection.start_push()
    connection.send(update(NOTHING, "1" * 40))
    connection.send(next(endless_pack(MIB)))
    wait_until(own_team.quarantines)
    survivors = processes_of(own_team.repository)
    for process in survivors:
        os.kill(process, signal.SIGSTOP)

    own_server.stop(kill=True)

    with pytest.raises(Busy), turn(own_team.repository, seconds=0.2):
        pass
    for process in survivors:
        os.kill(process, signal.SIGCONT)
    with turn(own_team.repository, seconds=20):
        assert own_team.quarantines() == []
    own_server.start()


def test_a_killed_git_leaves_a_quarantine_only_until_the_next_push(team, ada):
    stale = team.repository / "objects/tmp_objdir-incoming-Stale1"
    (stale / "pack").mkdir(parents=True)
    (stale / "pack/tmp_pack_x").write_bytes(b"x" * MIB)
    (team.repository / "refs/heads/main.lock").write_bytes(b"")
    ada.commit({"main.py": "1"})

    said = ada.push()

    assert said.taken
    assert not stale.exists()
