"""Server time of the main pages for a cohort of 180 × 30, beside a trivial page of the same run.

    python -m benchmarks.web              about a minute, in a database of its own
    python -m benchmarks.web --repeat 40  more visits to each page

The pages are visited in turn, round by round: what else the machine does falls on all of them. `cpu` are the
milliseconds of this process; waiting for the database, and for the machine, is in `wall` alone. `x` is the
ratio of the processor time to that of the trivial page of the same run.
"""

import os
import statistics
import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from academy.people.models import User  # noqa: E402

from ..one_change import database_of_its_own  # noqa: E402
from . import crowd  # noqa: E402

PEOPLE, PROJECTS, REPEAT = 180, 30, 15
TRIVIAL, HEAT_MAP, MOST = "/certificates/", "/staff/cohorts/crowd/heatmap/", 150  # milliseconds
PAGES = {
    "a trivial page": ("staff", TRIVIAL),
    "cohort: heat map": ("staff", HEAT_MAP),
    "cohort: heat map, one class": ("staff", HEAT_MAP + "?class=2&sort=level&down=1"),
    "cohort: whole page": ("staff", "/staff/cohorts/crowd/"),
    "cohort: what goes on now": ("staff", "/staff/cohorts/crowd/live/"),
    "cohort: progress": ("staff", "/staff/cohorts/crowd/progress/"),
    "cohort: projects": ("staff", "/staff/cohorts/crowd/projects/"),
    "cohort: evaluations": ("staff", "/staff/cohorts/crowd/load/"),
    "grader": ("staff", "/staff/grader/"),
    "trainee: home": ("trainee", "/"),
    "trainee: curriculum": ("trainee", "/curriculum/"),
    "trainee: project": ("trainee", "/projects/crowd-00/"),
    "trainee: evaluations": ("trainee", "/evaluations/"),
    "trainee: slots": ("trainee", "/slots/"),
}


@dataclass
class Measured:
    name: str
    queries: int
    kilobytes: float
    cpu: list[float] = field(default_factory=list)  # milliseconds, a visit each
    wall: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.cpu)

    @property
    def quartiles(self) -> tuple[float, float]:
        low, _middle, high = statistics.quantiles(self.cpu, n=4)
        return low, high


def clients() -> dict[str, Client]:
    sora = User.objects.create_user("sora@example.org", None, login="sora", name="Sora", role="staff")
    found = {}
    for role, user in {"staff": sora, "trainee": User.objects.get(login="crowd-000")}.items():
        found[role] = Client(headers={"host": "localhost"})
        found[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def measure(visitors: dict[str, Client], repeat: int) -> list[Measured]:
    """The first two visits to a page are not measured: one loads templates, one counts queries."""
    rows = [_looked_at(name, visitors[role], path) for name, (role, path) in PAGES.items()]
    for _round in range(repeat):
        for row in rows:
            role, path = PAGES[row.name]
            cpu, wall = time.process_time(), time.perf_counter()
            visitors[role].get(path)
            row.cpu.append(1000 * (time.process_time() - cpu))
            row.wall.append(1000 * (time.perf_counter() - wall))
    return rows


def _looked_at(name: str, client: Client, path: str) -> Measured:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return Measured(name, _queries(client, path), len(answer.content) / 1024)


def _queries(client: Client, path: str) -> int:
    number = 0

    def count(execute, *given):  # type: ignore[no-untyped-def]
        nonlocal number
        number += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        client.get(path)
    return number


def table(rows: list[Measured]) -> str:
    trivial = rows[0].median
    lines = ["| page | cpu ms | quartiles | x | wall ms | queries | kB |", "|---|--:|--:|--:|--:|--:|--:|"]
    for row in rows:
        low, high = row.quartiles
        lines.append(
            f"| {row.name} | {row.median:.0f} | {low:.0f}–{high:.0f} | {row.median / trivial:.1f} "
            f"| {statistics.median(row.wall):.0f} | {row.queries} | {row.kilobytes:.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    parser = ArgumentParser(description="Server time of the main pages.")
    parser.add_argument("--repeat", type=int, default=REPEAT)
    repeat = max(2, parser.parse_args().repeat)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with database_of_its_own():
        crowd.make(PEOPLE, PROJECTS)
        rows = measure(clients(), repeat)
        print(f"{connection.vendor}, {PEOPLE} people, {PROJECTS} projects, {repeat} visits each\n")
    print(table(rows))
    heat_map = next(row for row in rows if row.name == "cohort: heat map")
    print(f"\nThe heat map takes {heat_map.median:.0f} ms of the processor, of the {MOST} it may take.")
    return 0 if heat_map.median <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
