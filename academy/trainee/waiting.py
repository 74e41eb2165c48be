"""Why a run waits, and for how long, in words for the people it belongs to."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grader import labels, line
from grader.models import Run, Standstill, Worker

SOON = timedelta(seconds=10)


@dataclass(frozen=True)
class Waiting:
    """`obstacle`: what must change before the run can start, empty when only others are ahead.

    `offline`: no worker lives. `paused`: staff stopped the line, for `reason`. `unfit`: no worker offers
    `needs`. `resting`: the workers that live take nothing now. `quota`: the person has used up today's runs
    with a GPU.
    """

    position: int
    estimate: timedelta | None
    obstacle: str = ""
    reason: str = ""
    needs: str = ""

    @property
    def estimate_words(self) -> str:
        if self.estimate is None:
            return ""
        if self.estimate < SOON:
            return _("It starts within seconds.")
        seconds = self.estimate.total_seconds()
        if seconds < 100:
            number = round(seconds / 10) * 10
            return ngettext("About %(number)d second.", "About %(number)d seconds.", number) % {
                "number": number
            }
        number = round(seconds / 60)
        return ngettext("About %(number)d minute.", "About %(number)d minutes.", number) % {"number": number}


def of(run: Run) -> Waiting:
    position, needs = line.position(run), ", ".join(sorted(labels.parted(run.needs)))
    standstill = Standstill.objects.filter(over=False).first()
    if standstill:
        return Waiting(position, None, "paused", reason=standstill.reason)
    if not line.takers(run):
        alive = [worker for worker in Worker.objects.all() if worker.is_alive and worker.engine_answers]
        obstacle = "offline" if not alive else "unfit" if needs else "resting"
        return Waiting(position, None, obstacle, needs=needs)
    if not run.tries and run.waits_until and run.waits_until > timezone.now():
        return Waiting(position, None, "quota")
    return Waiting(position, line.estimate(run))
