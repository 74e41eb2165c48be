"""The websocket of a person's own pages."""

from academy.people.sockets import SignalConsumer
from academy.people.waking import group_of_person


class PersonConsumer(SignalConsumer):
    """Wakes the calendar, the evaluations and the points of whoever is signed in."""

    def groups_allowed(self) -> list[str]:
        return [group_of_person(self.scope["user"].pk)]
