"""Who hears that a run has moved on."""

from academy.people.waking import wake

ALL_RUNS = "runs"  # staff pages: something moved in the queue


def group_of_team(team_id: int) -> str:
    return f"team-{team_id}"


def team_changed(team_id: int) -> None:
    """Tell the pages of team and staff, after commit, to look again."""
    wake(group_of_team(team_id), ALL_RUNS)


def team_heard(team_id: int) -> None:
    """Tell the pages of a team that a program of theirs has written something."""
    wake(group_of_team(team_id))


def queue_changed() -> None:
    """Tell the staff's pages that workers or the engine have changed."""
    wake(ALL_RUNS)
