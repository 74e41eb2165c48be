"""Judge again from digests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from grader import images, regrading
from grader.models import Run
from grader.sandbox import Engine, SandboxFault

AHEAD = 2  # boxes kept ready: many runs come one after the other


class Command(BaseCommand):
    help = (
        "Judges runs again from the digests of tree, task and image, changes no row, and says that the"
        " verdict is the same or names what changed. Ends with status 1 when something did."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("runs", nargs="*", type=int, metavar="RUN")
        parser.add_argument("--all-of", metavar="PROJECT", help="all its runs that have a verdict")

    def handle(self, *, runs: list[int], all_of: str | None, **options: Any) -> None:
        found = self._found(runs, all_of)
        engine = Engine()
        engine.keep_ahead(AHEAD)
        try:
            same = [self._again(run, engine) for run in found]
        except (SandboxFault, images.ImageFault) as fault:
            raise CommandError(str(fault), returncode=3) from None
        finally:
            engine.close()
        if not all(same):
            raise CommandError(f"{same.count(False)} of {len(same)} runs came out otherwise.")
        self.stdout.write(self.style.SUCCESS(f"{len(same)} runs came out as before."))

    def _found(self, numbers: list[int], project: str | None) -> QuerySet[Run]:
        if bool(numbers) == bool(project):
            raise CommandError("Name runs, or a project with --all-of.", returncode=2)
        judged = Run.objects.filter(state=Run.State.DONE).select_related("submission").order_by("pk")
        if project:
            judged = judged.filter(submission__attempt__team__project__slug=project)
        else:
            judged = judged.filter(pk__in=numbers)
        if missing := set(numbers) - set(judged.values_list("pk", flat=True)):
            raise CommandError(f"No verdict has run {', '.join(map(str, sorted(missing)))}.", returncode=2)
        return judged

    def _again(self, run: Run, engine: Engine) -> bool:
        again = regrading.again(run, engine)
        if again.is_same:
            self.stdout.write(f"Run {run.pk}: the same verdict ({run.verdict}, score {run.score})")
        else:
            self.stdout.write(self.style.ERROR(f"Run {run.pk}: not the same"))
        for change in again.changes:
            self.stdout.write(f"  {change}")
        return again.is_same
