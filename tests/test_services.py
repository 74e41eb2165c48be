"""What the tests stand on: PostgreSQL as `scripts/services` starts it."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.test_commands import call

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def services():
    folder = Path(tempfile.mkdtemp(prefix="services-"))
    folder.chmod(0o711)  # the database runs as another user and must get there
    yield lambda act: _act(act, folder), folder
    subprocess.run(["scripts/services", "stop", folder], cwd=ROOT, capture_output=True, check=False)
    shutil.rmtree(folder)


def _act(act, folder):
    command = ["scripts/services", act, folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(word.split("=", 1) for word in shlex.split(done.stdout) if "://" in word)


@pytest.mark.postgres
def test_what_a_killed_database_has_confirmed_is_there_afterwards(services):
    act, folder = services
    address = act("start")["DATABASE_URL"]

    with psycopg.connect(address, autocommit=True) as client:
        client.execute("CREATE TABLE promise (kept int)")
        client.execute("CHECKPOINT")
        client.execute("INSERT INTO promise VALUES (1)")
        pid = (folder / "postgresql" / "data" / "postmaster.pid").read_text().split()[0]
        os.kill(int(pid), signal.SIGKILL)
    act("again")

    with psycopg.connect(address) as client:
        assert client.execute("SELECT kept FROM promise").fetchall() == [(1,)]


@pytest.mark.postgres
def test_services_are_ones_own_and_leave_nothing_behind():
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to PostgreSQL's user
    said, _ = call("scripts/services", "start", folder)
    variables = dict(re.findall(r"^export (\w+)=(.*)$", said, re.MULTILINE))
    ask = "import os, psycopg as p; print(*p.connect(os.environ['DATABASE_URL']).execute('select 42'))"
    answer = call(sys.executable, "-c", ask, **variables)

    _, stopped = call("scripts/services", "stop", folder)
    shutil.rmtree(folder)

    assert set(variables) == {"DATABASE_URL", "REDIS_URL"}
    assert answer == ("(42,)\n", 0)
    assert stopped == 0
    for address in variables.values():
        number = int(re.search(r":(\d+)/", address)[1])
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", number))
