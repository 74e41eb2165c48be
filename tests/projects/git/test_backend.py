"""What git may cost the machine, and what happens when it does not behave; without a server between."""

import asyncio
import base64
import os
import signal
import struct
import zlib
from asyncio.subprocess import PIPE
from hashlib import sha1
from pathlib import Path

import pytest

from projects.git import backend, conversation, repositories, smart_http
from projects.git.access import Access
from projects.git.smart_http import SmartHTTP
from projects.git.turns import async_turn, turn
from tests.projects.git.trainees import processes_of, wait_until
from tests.projects.git.wire import MIB, NOTHING, blob_header, update

END = {"type": "http.response.body", "body": b""}
BASIC = b"Basic " + base64.b64encode(b"ada:token")


@pytest.fixture
def root(tmp_path):
    repositories.create(tmp_path, "team")
    return tmp_path


def request(root, parts, then=None):
    """The answer to a push with the body `parts`; `then` is what the client does afterwards."""
    messages = ({"type": "http.request", "body": part, "more_body": True} for part in parts)
    told = []

    async def receive():
        for message in messages:
            return message
        return await (then or silence)()

    async def send(message):
        told.append(message)

    async def authorize(login, token, key, writes):
        return Access(login)

    async def after_push(access, key, before, after):
        raise AssertionError("nothing was pushed")

    scope = {
        "path": "/git/team.git/git-receive-pack",
        "method": "POST",
        "headers": [(b"authorization", BASIC)],
    }
    scope["headers"].append((b"content-type", b"application/x-git-receive-pack-request"))
    application = SmartHTTP(root, authorize=authorize, after_push=after_push)
    asyncio.run(application(scope, receive, send))
    return told


async def silence():
    await asyncio.sleep(60)


async def end_of_body():
    return {"type": "http.request", "body": b"", "more_body": False}


async def hang_up():
    return {"type": "http.disconnect"}


def said(told):
    return b"".join(message.get("body", b"") for message in told).decode(errors="replace")


def test_a_client_that_falls_silent_is_let_go(root, monkeypatch):
    monkeypatch.setattr(conversation, "IDLE", 0.2)

    told = request(root, [update(NOTHING, "1" * 40)])

    assert told[-1] == END
    assert processes_of(root) == []


def test_a_push_that_waits_too_long_for_its_turn_is_told(root, monkeypatch):
    monkeypatch.setattr(smart_http, "async_turn", lambda repository: async_turn(repository, seconds=0.1))

    with turn(root / "team.git"):
        told = request(root, [update(NOTHING, "1" * 40)])

    assert told[0]["status"] == 503
    assert "Git did not answer in time." in said(told)


def test_a_transfer_without_end_is_ended(root, monkeypatch):
    monkeypatch.setattr(smart_http, "SECONDS", 0.3)

    told = request(root, [update(NOTHING, "1" * 40)])

    assert told[-1] == END
    assert processes_of(root) == []


def test_a_git_that_ignores_its_end_is_killed_with_its_children(monkeypatch):
    monkeypatch.setattr(backend, "GRACE", 0.2)

    async def run():
        stubborn = "trap '' TERM; sleep 60 & echo $!; while :; do sleep 60; done"
        process = await asyncio.create_subprocess_exec(
            *("sh", "-c", stubborn), stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        child = int(await process.stdout.readline())
        await backend.end(process)
        return process.returncode, child

    status, child = asyncio.run(run())

    assert status == -signal.SIGKILL
    wait_until(lambda: not is_running(child))


def is_running(process):
    """False for a zombie too, which only waits for the machine to count it."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_client_that_hangs_up_leaves_no_process_and_no_bytes(root):
    request(root, [update(NOTHING, "1" * 40), b"PACK\0\0\0\2\0\0\0\1"], then=hang_up)

    assert processes_of(root) == []
    assert list(root.glob("team.git/objects/*incoming*")) == []


def test_a_body_beyond_the_hard_stop_is_not_heard_to_its_end(root, monkeypatch):
    monkeypatch.setattr(smart_http, "LISTENED", MIB)
    parts = iter([update(NOTHING, "1" * 40), *[b"x" * 65536] * 32])

    told = request(root, parts, then=end_of_body)

    assert len(list(parts)) > 10
    assert told[-1] == END
    assert processes_of(root) == []


def test_a_git_that_had_to_be_killed_leaves_nothing(root, monkeypatch):
    monkeypatch.setattr(conversation, "IDLE", 0.5)
    monkeypatch.setattr(backend, "GRACE", 0.2)

    async def stop_git():
        await asyncio.sleep(0.2)
        assert list(root.glob("team.git/objects/*incoming*"))
        for process in processes_of(root):
            os.kill(process, signal.SIGSTOP)
        return await silence()

    request(root, [update(NOTHING, "1" * 40), b"PACK\0\0\0\2\0\0\0\1"], then=stop_git)

    assert processes_of(root) == []
    assert list(root.glob("team.git/objects/*incoming*")) == []


def test_a_delta_that_claims_gigabytes_is_refused_by_the_limits(root):
    told = request(root, [update(NOTHING, "1" * 40), delta_bomb(4 << 30)], then=end_of_body)

    assert "unpack index-pack abnormal exit" in said(told)
    assert list(root.glob("team.git/objects/pack/*")) == []


def delta_bomb(size):
    """Two objects: 16 MiB of zeros, and a delta that copies them until `size` bytes are reached."""
    base = bytes(16 * MIB - 1)
    copy = b"\xf0" + (16 * MIB - 1).to_bytes(3, "little")  # 0x80: copy; 0x70: three bytes of length, offset 0
    count = size // len(base)
    delta = varint(len(base)) + varint(count * len(base)) + copy * count
    name = sha1(b"blob %d\0" % len(base) + base, usedforsecurity=False).digest()
    reference = bytearray(blob_header(len(delta)))
    reference[0] = (reference[0] & 0x8F) | (7 << 4)  # a delta against the object of this name
    pack = b"PACK" + struct.pack(">II", 2, 2)
    pack += blob_header(len(base)) + zlib.compress(base) + bytes(reference) + name + zlib.compress(delta)
    return pack + sha1(pack, usedforsecurity=False).digest()


def varint(number):
    octets = []
    while number > 127:
        octets.append(number & 127 | 128)
        number >>= 7
    return bytes([*octets, number])


def test_hooks_that_cannot_run_stop_the_site(tmp_path, monkeypatch):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-receive").write_text("#!/bin/sh\n")
    monkeypatch.setattr(backend, "HOOKS", hooks)

    with pytest.raises(backend.HooksMissing, match="pre-receive must be there and executable"):
        backend.check_hooks()
