from typing import Any

from django.core.management.base import BaseCommand, CommandError

from academy.people.models import Cohort

from ...tasks import check


class Command(BaseCommand):
    help = (
        "Check the points of every cohort against their journal and tell staff. Ends with status 1 when "
        "something is wrong."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        problems = [f"{cohort}: {problem}" for cohort in Cohort.objects.all() for problem in check(cohort)]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("All points are accounted for.")
