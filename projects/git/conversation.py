"""One request spoken with git: the body goes in as it arrives, the answer comes out as it is made."""

import asyncio
from asyncio.subprocess import Process
from typing import cast

from projects.intake.limits import in_words

from . import sentences
from .request import Answer, Header, Receive, Send

CHUNK = 64 << 10
IDLE = 60.0  # seconds without a byte of the body


class ClientGone(Exception):
    """The connection was cut before the body was complete."""


class Reply:
    """The answer to one request, ended apart: the site shall hear of a push before git's client does."""

    def __init__(self, send: Send):
        self.send = send
        self.started = False

    async def start(self, status: int, headers: list[Header]) -> None:
        self.started = True
        await self.send({"type": "http.response.start", "status": status, "headers": headers})

    async def add(self, data: bytes) -> None:
        await self.send({"type": "http.response.body", "body": data, "more_body": True})

    async def end(self) -> None:
        await self.send({"type": "http.response.body", "body": b""})

    async def whole(self, answer: Answer) -> None:
        body = answer.text.encode()
        kind = (b"content-type", b"text/plain; charset=utf-8")
        await self.start(answer.status, [kind, (b"content-length", b"%d" % len(body)), *answer.headers])
        await self.send({"type": "http.response.body", "body": body})


async def converse(process: Process, receive: Receive, reply: Reply, *, limit: int) -> None:
    """Speak until both sides have said everything.

    Raises ClientGone, TimeoutError when the client falls silent, and Answer for a body of more than `limit`
    bytes or a git that said nothing; the caller ends `process` in any case.
    """
    feeding = asyncio.create_task(_feed(process, receive, limit=limit))
    pumping = asyncio.create_task(_pump(process, reply))
    try:
        await asyncio.wait([feeding, pumping], return_when=asyncio.FIRST_EXCEPTION)
        for task in (feeding, pumping):
            if task.done():
                task.result()
        await process.wait()
    finally:
        feeding.cancel()
        pumping.cancel()
        await asyncio.gather(feeding, pumping, return_exceptions=True)


async def _feed(process: Process, receive: Receive, *, limit: int) -> None:
    """Git may have heard enough early. The rest is dropped then, so that its answer gets through."""
    stdin = cast(asyncio.StreamWriter, process.stdin)
    seen, more = 0, True
    while more:
        message = await asyncio.wait_for(receive(), IDLE)
        if message["type"] == "http.disconnect":
            raise ClientGone
        part, more = message.get("body", b""), message.get("more_body", False)
        seen += len(part)
        if seen > limit:
            raise Answer(413, sentences.TOO_LARGE.filled(limit=in_words(limit)))
        if part and not stdin.is_closing():
            await _write(stdin, part)
    stdin.close()


async def _write(stdin: asyncio.StreamWriter, part: bytes) -> None:
    try:
        stdin.write(part)
        await stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        stdin.close()


async def _pump(process: Process, reply: Reply) -> None:
    stdout = cast(asyncio.StreamReader, process.stdout)
    status, headers = await _read_head(stdout)
    await reply.start(status, headers)
    while data := await stdout.read(CHUNK):
        await reply.add(data)


async def _read_head(stdout: asyncio.StreamReader) -> tuple[int, list[Header]]:
    """CGI: header lines up to an empty one; the status is one of them, and 200 when it is not there."""
    status, headers = 200, []
    while line := (await stdout.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"status":
            status = int(value.split()[0])
        else:
            headers.append((name.lower(), value.strip()))
    if not headers:
        raise Answer(500, sentences.NO_ANSWER)
    return status, headers
