"""Redis carries hints: one that is gone or hangs costs no run and holds nobody who has committed."""

import asyncio
import socket
import threading

import pytest
from channels.layers import channel_layers
from django.db import connection

from academy.config.layers import LoopBoundInMemoryLayer
from academy.people import waking
from grader import runs
from grader.heard import Ear
from grader.judges.stage import Planned
from grader.models import Run
from projects import live
from tests.making import make_person, make_project, make_submission, make_team

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def silent_redis():
    """Takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def layer(settings, silent_redis, monkeypatch):
    """The channel layer of the served shape, over a Redis that hangs."""
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": backend, "CONFIG": {"hosts": [silent_redis]}}}
    channel_layers.backends = {}
    monkeypatch.setattr(waking, "MOST", 0.05)
    monkeypatch.setattr(waking, "_silent_until", 0.0)
    yield
    channel_layers.backends = {}


@pytest.fixture
def run():
    ada = make_person("ada")
    return runs.request(make_submission(make_team(make_project(), ada)), purpose=Run.Purpose.CHECK, by=ada)


def in_time(act):
    """Whether it comes to an end at all."""

    def work():
        act()
        connection.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    return not thread.is_alive()


def test_a_commit_does_not_wait_for_a_redis_that_hangs(run, layer, caplog):
    assert in_time(lambda: live.team_changed(1))
    assert in_time(lambda: live.team_changed(1))

    told = [record for record in caplog.records if "could not be told" in record.getMessage()]
    assert len(told) == 1  # the second did not even try


def test_a_worker_tells_pages_from_a_thread_of_its_own():
    def say():
        live.team_heard(1)
        connection.close()  # of this thread

    async def heard():
        layer = LoopBoundInMemoryLayer()
        channel_layers.set("default", layer)
        layer.bind(asyncio.get_running_loop())
        await layer.group_add("team-1", "page")
        waking.begin()
        try:
            await asyncio.to_thread(say)
            return await asyncio.wait_for(layer.receive("page"), 30)
        finally:
            await asyncio.to_thread(waking.end)

    try:
        assert asyncio.run(heard()) == {"type": "changed"}
    finally:
        channel_layers.backends = {}


def test_a_worker_ends_though_redis_hangs(run, layer, caplog):
    waking.begin()
    for _ in range(3):
        live.team_changed(1)

    waking.end()

    told = [record for record in caplog.records if "could not be told" in record.getMessage()]
    assert len(told) == 1


def test_what_a_program_writes_is_only_a_hint(run, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    location = f"redis://127.0.0.1:{port}/0"  # nobody listens there any longer
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": location}}

    with Ear(run) as ear:
        ear.hear(Planned("ex00", "first"), b"hello")
        kept = ear._keep()
        ear.forget()

    assert kept
