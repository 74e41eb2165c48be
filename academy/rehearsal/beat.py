"""Runs the academy's own periodic tasks of peer evaluation, as Celery beat would, in the rehearsal's time."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, cast

from celery.schedules import BaseSchedule, maybe_schedule
from django.conf import settings

from academy.config.celery import app

ABOUT_EVALUATIONS = "peer_review."
HASTY = 60.0  # seconds
WITHOUT = {
    # they move no point and open no time that nobody offers
    "remind_of_feedback",
    "remind_of_evaluations",
    "ask_helpers",
    "fill_weekly_times",
    "check_points",  # done once, at the end
    "end_left_waiting",  # who leaves ends it
}


class Beat:
    def __init__(self, start: datetime) -> None:
        entries = settings.CELERY_BEAT_SCHEDULE.values()
        ours = [entry for entry in entries if _is_rehearsed(str(entry["task"]))]
        for module in {str(entry["task"]).rpartition(".")[0] for entry in ours}:
            import_module(module)
        self._due: list[tuple[Any, BaseSchedule]] = [
            (app.tasks[entry["task"]], maybe_schedule(entry["schedule"], app=app)) for entry in ours
        ]
        self._hasty = {str(entry["task"]) for entry in ours if cast(float, entry["schedule"]) <= HASTY}
        self._last = {task.name: start for task, _schedule in self._due}

    def tick(self, now: datetime, *, hasty: bool = False) -> None:
        """Run what is due, each once however long ago it was due; `hasty`, only what is due every minute."""
        for task, schedule in self._due:
            if hasty and task.name not in self._hasty:
                continue
            if self._is_due(task.name, schedule, now):
                self._last[task.name] = now
                task.run()

    def _is_due(self, name: str, schedule: BaseSchedule, now: datetime) -> bool:
        left = schedule.remaining_estimate(self._last[name].astimezone(UTC))
        return bool(left <= timedelta(0))


def _is_rehearsed(task: str) -> bool:
    return task.startswith(ABOUT_EVALUATIONS) and task.rsplit(".", 1)[-1] not in WITHOUT
