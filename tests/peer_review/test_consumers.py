import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import close_old_connections

from peer_review.consumers import PersonConsumer
from tests.peer_review.making import book, make_attempt, make_project, make_trainee, offer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _one_layer(settings):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


async def listen(user):
    """A browser that has opened the socket; its first answer is still to be read."""
    scope = {"type": "websocket", "path": "/ws/me/", "headers": [], "user": user}
    socket = ApplicationCommunicator(PersonConsumer.as_asgi(), scope)
    await socket.send_input({"type": "websocket.connect"})
    return socket


async def heard(socket):
    return (await socket.receive_output())["text"]


def test_both_sides_hear_of_a_booking_and_strangers_do_not():
    people = [make_trainee(login) for login in ("ada", "bob", "cho")]
    attempt = make_attempt(make_project(), people[0])
    offer(people[1])

    async def scene():
        sockets = [await listen(person) for person in people]
        for socket in sockets:
            assert (await socket.receive_output())["type"] == "websocket.accept"
            assert await heard(socket) == "changed"  # the page looks again after joining

        await sync_to_async(book)(attempt)

        assert await heard(sockets[0]) == "changed"
        assert await heard(sockets[1]) == "changed"
        assert await sockets[2].receive_nothing()
        for socket in sockets:
            await socket.send_input({"type": "websocket.disconnect", "code": 1000})
            await socket.wait()
        await sync_to_async(close_old_connections)()

    async_to_sync(scene)()


def test_nobody_listens_without_signing_in():
    async def scene():
        socket = await listen(AnonymousUser())
        assert (await socket.receive_output())["type"] == "websocket.close"

    async_to_sync(scene)()
