"""Websockets of the staff pages."""

from academy.people.sockets import SignalConsumer
from projects.live import STAFF


class StaffConsumer(SignalConsumer):
    """Wakes staff pages when anything moves: work, marks, evaluations, the queue, the workers."""

    def groups_allowed(self) -> list[str]:
        return [STAFF] if self.scope["user"].is_staff else []
