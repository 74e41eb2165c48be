"""The one kind of websocket that this site has: it says 'look again', and the page asks for its part."""

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer


class SignalConsumer(AsyncWebsocketConsumer):
    """Joins groups and passes on that something changed. It carries no content, so it can leak none.

    Subclasses say in `groups_allowed` which groups this person may hear; an empty list refuses.
    """

    joined: tuple[str, ...] = ()

    def groups_allowed(self) -> list[str]:
        raise NotImplementedError

    async def connect(self) -> None:
        groups = await database_sync_to_async(self._allowed)()
        if not groups:
            await self.close()
            return
        # Join before the page looks again, or a change between the two is lost.
        for group in groups:
            await self.channel_layer.group_add(group, self.channel_name)
        self.joined = tuple(groups)
        await self.accept()
        await self.changed()

    def _allowed(self) -> list[str]:
        return self.groups_allowed() if self.scope["user"].is_authenticated else []

    async def disconnect(self, code: int) -> None:
        for group in self.joined:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def changed(self, event: object = None) -> None:
        await self.send(text_data="changed")
