"""`python -m benchmarks.grader.site`: a site with a database of its own that grades what it is told on stdin.

`{"prepare": work}` makes a team with an open attempt and a hand-in; `{"grade": true}` closes it and waits for
the verdict in its row; `{"settle": true}` waits until the pool rests. Each is answered with one line.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- settings come first

from academy import journey  # noqa: E402
from academy.people import waking  # noqa: E402
from benchmarks.grader import ours, work  # noqa: E402
from grader import dispatch, runs, tasks, taskstore, workers  # noqa: E402
from grader.models import Run  # noqa: E402
from projects import submissions  # noqa: E402
from tests.making import make_person, make_project, make_submission, make_team  # noqa: E402

WORKS = {one.title: one for one in work.ALL}


class Bench:
    def __init__(self) -> None:
        call_command("migrate", verbosity=0)
        dispatch.to_workers = lambda: None  # one process: the run is taken up by the next line instead
        self.engine = workers.this().engine
        self.engine.keep_ahead(4)
        waking.begin()  # as a worker does
        self.projects = {}

    def prepare(self, title: str) -> None:
        one = WORKS[title]
        if title not in self.projects:
            with tempfile.TemporaryDirectory() as folder:
                digest = taskstore.keep(one.task(Path(folder)))
            slug = f"project-{len(self.projects)}"
            self.projects[title] = make_project(slug, files=[one.file], task_digest=digest)
        team = make_team(self.projects[title], make_person())
        submissions.ensure_repository(team)  # of a hand-in it is there
        self.submission = make_submission(team, files=one.tree)

    def grade(self, _: object) -> None:
        run = journey.close(
            self.submission.attempt, submission=self.submission, by=self.submission.submitted_by
        )
        worker = workers.this()
        taken = worker.takes_runs() and runs.claim(worker.name, offer=worker.offer)
        tasks.judge(taken)  # as tasks.work does, which then looks for the next run
        run.refresh_from_db()
        if (run.state, run.verdict) != (Run.State.DONE, Run.Verdict.PASSED):
            raise AssertionError(f"{run.state} {run.verdict} {run.fault}")

    def settle(self, _: object) -> None:
        ours.settle(self.engine)


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    bench = Bench()
    for line in sys.stdin:
        ((name, value),) = json.loads(line).items()
        getattr(bench, name)(value)
        print("true", file=answers, flush=True)
    bench.engine.close()


if __name__ == "__main__":
    main()
