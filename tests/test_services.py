"""What the tests stand on: PostgreSQL as `scripts/services` starts it."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

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
