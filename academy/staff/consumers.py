"""Websockets of the staff pages."""

from academy.people.sockets import SignalConsumer
from grader.live import ALL_RUNS


class StaffConsumer(SignalConsumer):
    """Wakes staff pages when anything moves in the queue or among the workers."""

    def groups_allowed(self) -> list[str]:
        return [ALL_RUNS] if self.scope["user"].is_staff else []
