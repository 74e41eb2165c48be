"""Who hears that work has moved on: the pages of its team, and those of the staff."""

from academy.people.waking import wake

STAFF = "staff-pages"


def group_of_team(team_id: int) -> str:
    return f"team-{team_id}"


def team_changed(team_id: int) -> None:
    """Tell the pages of team and staff, after commit, to look again."""
    wake(group_of_team(team_id), STAFF)


def team_heard(team_id: int) -> None:
    """Tell the pages of a team that a program of theirs has written something."""
    wake(group_of_team(team_id))


def staff_changed() -> None:
    """Tell the pages of the staff that something of no one team has changed, like a worker or the engine."""
    wake(STAFF)
