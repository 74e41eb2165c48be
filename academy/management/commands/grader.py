"""Show the grader's workers and the queue, and pause, drain or resume them."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from grader import control, line
from grader.models import Standstill, Worker

WISHES = {"pause": Worker.Wish.PAUSE, "drain": Worker.Wish.DRAIN, "resume": Worker.Wish.WORK}


class Command(BaseCommand):
    help = (
        "Without arguments: what the workers do. `pause` stops the whole queue, `resume` starts it again; "
        "with names of workers (or --all) they concern these workers. `drain` also gives runs under way back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wish", nargs="?", choices=sorted(WISHES))
        parser.add_argument("workers", nargs="*", help="names as `manage.py grader` shows them")
        parser.add_argument("--all", action="store_true", help="every worker, instead of the queue")
        parser.add_argument("--reason", default="", help="trainees read it while the queue stands still")

    def handle(self, *, wish: str | None, workers: list[str], reason: str, **options: object) -> None:
        if wish:
            names = list(Worker.objects.values_list("name", flat=True)) if options["all"] else workers
            self._ask(wish, names, reason)
        self._show()

    def _ask(self, wish: str, names: list[str], reason: str) -> None:
        for name in names:
            worker = Worker.objects.filter(name=name).first()
            if worker is None:
                raise CommandError(f"There is no worker {name!r}: `manage.py grader` shows those that are.")
            control.wish(worker, WISHES[wish])
        if names:
            return
        if wish == "drain":
            raise CommandError("Say which workers to drain, or --all.")
        if wish == "pause":
            control.stop_line(reason=reason)
        else:
            control.resume_line()

    def _show(self) -> None:
        still = Standstill.objects.filter(over=False).first()
        self.stdout.write(f"Queue: {'stands still' if still else 'moves'}, {line.waiting()} can start now.")
        for worker in Worker.objects.all():
            self.stdout.write(f"{worker.name}  {_words(worker)}  {worker.labels}  {worker.trouble}".rstrip())


def _words(worker: Worker) -> str:
    if not worker.is_alive:
        return "silent"
    if worker.wish != Worker.Wish.WORK:
        return "paused" if worker.wish == Worker.Wish.PAUSE else "drained"
    if worker.ending or worker.resting:
        return "ending" if worker.ending else "resting"
    return "works" if worker.engine_answers else "no engine"
