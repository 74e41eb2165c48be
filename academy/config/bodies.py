"""A limit on request bodies, held before Django: its ASGI handler spools a body of any size to disk."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


def limited(application: Application, most: int) -> Application:
    """`application`, which never sees a body of more than `most` bytes; the client gets a 413."""

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > most:
            await refuse(send)
            return
        seen, started = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            return {"type": "http.disconnect"} if seen > most else message

        async def tracked(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        await application(scope, counted, tracked)
        if seen > most and not started:  # a chunked body says no length beforehand
            await refuse(send)

    return wrapped


async def refuse(send: Send) -> None:
    body = b"This request is too large.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
