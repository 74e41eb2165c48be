"""Git over HTTP, as a raw ASGI application in front of Django.

Django's handler writes the whole body to a disk before any view looks at it. Here the token is checked on the
headers alone, and the body streams into `git http-backend` as it arrives.
"""

import asyncio
import logging
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from pathlib import Path

from projects.intake.limits import MIB, in_words

from . import backend, sentences, untold
from .access import Access
from .conversation import ClientGone, Reply, converse
from .hook import FAULTS
from .places import Places
from .repositories import head, path_of
from .request import Answer, Message, Receive, Request, Send, read_request, unauthorized
from .turns import Busy, async_turn

logger = logging.getLogger(__name__)

Authorize = Callable[[str, str, str, bool], Awaitable[Access | None]]  # login, token, key, writes
AfterPush = Callable[[Access, str, str | None, str], Awaitable[None]]  # access, key, before, after

SECONDS = 600.0  # of one transfer
# Git refuses a pack beyond `receive.maxInputSize` in its own output, if only somebody goes on listening.
LISTENED = 4096 * MIB
ASKED = 4 * MIB  # a fetch lists names of objects, no more


class SmartHTTP:
    """`authorize` answers None to a stranger; `after_push` hears of every push that moved the branch."""

    def __init__(
        self, root: Path, *, authorize: Authorize, after_push: AfterPush, places: Places | None = None
    ) -> None:
        backend.check_hooks()
        self.root, self.authorize, self.after_push = root, authorize, after_push
        self.places = places or Places()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        reply = Reply(send)
        try:
            request = read_request(scope)
            access = await self._admit(request)
            async with self.places.taken(access.actor):
                await self._serve(request, access, receive, reply)
        except Answer as answer:
            await self._finish(reply, answer)
        except (TimeoutError, Busy):
            await self._finish(reply, Answer(503, sentences.NO_ANSWER, (b"retry-after", b"60")))
        except ClientGone:
            logger.info("A client left in the middle of %s", scope["path"])

    async def _admit(self, request: Request) -> Access:
        login, token = request.credentials()
        access = await self.authorize(login, token, request.key, request.writes)
        if access is None:
            raise unauthorized()
        if not path_of(self.root, request.key).is_dir():
            raise Answer(404, sentences.NO_REPOSITORY)
        return access

    async def _serve(self, request: Request, access: Access, receive: Receive, reply: Reply) -> None:
        limit = LISTENED if request.is_push else ASKED
        if request.length > limit:
            raise Answer(413, sentences.TOO_LARGE.filled(limit=in_words(limit)))
        async with asyncio.timeout(SECONDS):
            if request.is_push:
                await self._take_push(request, receive, reply)
            else:
                process = await backend.start(request, access, root=self.root)
                await self._speak(process, receive, reply, limit=limit)
        await reply.end()

    async def _take_push(self, request: Request, receive: Receive, reply: Reply) -> None:
        repository = path_of(self.root, request.key)
        async with async_turn(repository) as door:
            access = await self._admit(request)  # the attempt may have been closed while we waited
            before = await asyncio.to_thread(head, repository, access.policy.branch)
            if await asyncio.to_thread(untold.expect, repository, access.actor):
                before = None
            try:
                process = await backend.start(request, access, root=self.root, heirs=(door,))
                await self._speak(process, receive, reply, limit=LISTENED)
            finally:
                await asyncio.shield(self._tell(access, request.key, before))

    async def _speak(self, process: Process, receive: Receive, reply: Reply, *, limit: int) -> None:
        try:
            await converse(process, receive, reply, limit=limit)
        finally:
            await asyncio.shield(backend.end(process))

    async def _tell(self, access: Access, key: str, before: str | None) -> None:
        """Whatever became of the connection: refs that moved were pushed, and the site must hear of it."""
        repository = path_of(self.root, key)
        await asyncio.to_thread(_log_faults, repository)
        after = await asyncio.to_thread(head, repository, access.policy.branch)
        try:
            if after and after != before:
                await self.after_push(access, key, before, after)
            await asyncio.to_thread(untold.told, repository)
        except Exception:  # the push is in the repository, and `untold` says so to whoever sweeps
            logger.exception("Nobody could be told of the push %s to %s", after, key)

    async def _finish(self, reply: Reply, answer: Answer) -> None:
        if reply.started:
            await reply.end()
        else:
            await reply.whole(answer)


def _log_faults(repository: Path) -> None:
    """What went wrong inside a hook: its own output belongs to the trainee."""
    faults = repository / FAULTS
    if faults.exists():
        logger.error("A hook failed in %s: %s", repository.name, faults.read_text())
        faults.unlink()
