"""How many transfers run at the same time: in all, and of one person, so that nobody takes all places."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from . import sentences
from .request import Answer

PATIENCE = 30.0  # seconds in the queue


class Places:
    def __init__(self, *, total: int = 32, each: int = 4):
        self._total = asyncio.Semaphore(total)
        # One for every person who ever came: they are few, and requests of strangers do not get here.
        self._each: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(each))

    @asynccontextmanager
    async def taken(self, person: str) -> AsyncIterator[None]:
        """Raises Answer when the queue does not move."""
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(PATIENCE):
                    await stack.enter_async_context(self._each[person])
                    await stack.enter_async_context(self._total)
            except TimeoutError:
                raise Answer(503, sentences.CROWDED, (b"retry-after", b"60")) from None
            yield
