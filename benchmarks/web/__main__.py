"""Server time of the main pages for a cohort of 180 × 30, beside a trivial page of the same run.

    python -m benchmarks.web              about a minute, in a database of its own
    python -m benchmarks.web --repeat 40  more visits to each page

Milliseconds are those of the processor: what else the machine does is not counted, nor is waiting for the
database, whose queries are printed beside them. `x` is the ratio to the trivial page.
"""

import os
import statistics
import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Measured:
    name: str
    milliseconds: list[float]
    queries: int
    kilobytes: float

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def quartiles(self) -> tuple[float, float]:
        low, _middle, high = statistics.quantiles(self.milliseconds, n=4)
        return low, high


def clients() -> dict[str, Client]:
    sora = User.objects.create_user("sora@example.org", None, login="sora", name="Sora", role="staff")
    found = {}
    for role, user in {"staff": sora, "trainee": User.objects.get(login="crowd-000")}.items():
        found[role] = Client(headers={"host": "localhost"})
        found[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def measure(name: str, client: Client, path: str, repeat: int) -> Measured:
    """The first visit is not counted: it loads templates."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    queries = _queries(client, path)
    milliseconds = []
    for _visit in range(repeat):
        begin = time.process_time()
        client.get(path)
        milliseconds.append(1000 * (time.process_time() - begin))
    return Measured(name, milliseconds, queries, len(answer.content) / 1024)


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
    lines = ["| page | ms | quartiles | x | queries | kB |", "|---|--:|--:|--:|--:|--:|"]
    for row in rows:
        low, high = row.quartiles
        lines.append(
            f"| {row.name} | {row.median:.0f} | {low:.0f}–{high:.0f} | {row.median / trivial:.1f} "
            f"| {row.queries} | {row.kilobytes:.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    parser = ArgumentParser(description="Server time of the main pages.")
    parser.add_argument("--repeat", type=int, default=REPEAT)
    repeat = max(2, parser.parse_args().repeat)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with database_of_its_own():
        crowd.make(PEOPLE, PROJECTS)
        visitors = clients()
        rows = [measure(name, visitors[role], path, repeat) for name, (role, path) in PAGES.items()]
        print(f"{connection.vendor}, {PEOPLE} people, {PROJECTS} projects, {repeat} visits each\n")
    print(table(rows))
    heat_map = next(row for row in rows if row.name == "cohort: heat map")
    print(f"\nThe heat map takes {heat_map.median:.0f} ms of the {MOST} it may take.")
    return 0 if heat_map.median <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
