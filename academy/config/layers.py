"""Channel layer of the embedded shape."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from channels.layers import InMemoryChannelLayer

HOP_SECONDS = 5.0  # a task must not hang on a web loop that is going away


class LoopBoundInMemoryLayer(InMemoryChannelLayer):
    """An in-memory layer that threads other than the web server's may call.

    The stock layer puts into an asyncio queue from whatever loop the caller has. From a worker thread that
    wakes no selector: messages come late or never. Here every call hops onto the loop that owns the layer.
    """

    home: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        self.home = loop

    async def _hop(self, method: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        home = self.home
        if home is None or home is asyncio.get_running_loop() or not home.is_running():
            return await method(*args)
        future = asyncio.run_coroutine_threadsafe(self._await(method, *args), home)
        return await asyncio.wait_for(asyncio.wrap_future(future), HOP_SECONDS)

    @staticmethod
    async def _await(method: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        return await method(*args)

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        await self._hop(super().send, channel, message)

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        await self._hop(super().group_send, group, message)

    async def group_add(self, group: str, channel: str) -> None:
        await self._hop(super().group_add, group, channel)

    async def group_discard(self, group: str, channel: str) -> None:
        await self._hop(super().group_discard, group, channel)
