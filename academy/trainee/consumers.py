"""Websockets of the trainees' pages."""

from academy.people.sockets import SignalConsumer
from projects.live import group_of_team
from projects.models import Membership


class TeamConsumer(SignalConsumer):
    """Wakes the pages of a team when its work, runs or evaluations change."""

    def groups_allowed(self) -> list[str]:
        team_id, user = self.scope["url_route"]["kwargs"]["team_id"], self.scope["user"]
        if not user.is_staff and not Membership.objects.filter(team=team_id, user=user).exists():
            return []
        return [group_of_team(team_id)]
