"""Make the demo cohorts on the first start."""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from academy.demo import full, small
from academy.demo.sign_ins import SignIn
from projects.models import Project

SPEAK_EVERY = 5.0  # seconds
BAR = 24  # letters


class Command(BaseCommand):
    help = (
        "Makes a small demo cohort when the site has no people yet, and prints its sign-ins once. "
        "With --full a cohort with five months of history as well."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="180 people who have been there for 22 weeks")
        parser.add_argument("--people", type=int, default=full.PEOPLE, help="trainees of the full one")
        parser.add_argument("--weeks", type=int, default=full.WEEKS, help="weeks of the full one")

    def handle(self, **options: Any) -> None:
        if not options["full"]:
            if not small.exists():
                self._print(small.make())
            return
        if full.exists():
            return
        if not Project.objects.exists():
            raise CommandError("Nobody could work on anything: first run 'manage.py load_curriculum'.")
        people, weeks = options["people"], options["weeks"]
        made = full.make(count=people, weeks=weeks, progress=told(self.stderr.write))
        self._print(made.sign_ins)

    def _print(self, sign_ins: Iterable[SignIn]) -> None:
        self.stdout.write("Demo sign-ins (shown only now):\n")
        for sign_in in sign_ins:
            self.stdout.write(f"  {sign_in.role:<8} {sign_in.email:<32} {sign_in.password}")


def told(say: Callable[[str], object]) -> Callable[[float], None]:
    """Says every few seconds how far it is and how long it will take."""
    began = last = time.monotonic()

    def tell(done: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < SPEAK_EVERY or done <= 0:
            return
        last = now
        say(bar(done, seconds_left=(now - began) * (1 - done) / done))

    return tell


def bar(done: float, *, seconds_left: float) -> str:
    """A line of less than sixty letters, which is what `./run` has room for."""
    full = int(done * BAR)
    minutes = round(seconds_left / 60)
    left = f"about {minutes} min left" if minutes else "less than a minute left"
    return f"[{'#' * full}{'.' * (BAR - full)}] {done:4.0%}, {left}"
