"""Starting a rehearsal from the site, and keeping what came out."""

from collections.abc import Mapping
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, User
from projects.refusals import Refused

from .behaviour import Behaviour
from .measures import SoFar
from .models import LONGEST, Rehearsal
from .play import PLAIN, Script
from .runner import RehearsalFailed, run_all
from .scripts import script_of

State = Rehearsal.State


def order(cohort: Cohort, *, changes: Mapping[str, Any], people: int, days: int, by: User) -> Rehearsal:
    """Put a rehearsal into the queue. Raises Refused while another one runs, ValueError for nonsense."""
    script_of(cohort, changes=changes, behaviour=Behaviour())
    give_up_lost()
    try:
        with transaction.atomic():
            rehearsal = Rehearsal.objects.create(
                cohort=cohort, changes=dict(changes), people=people, days=days, asked_by=by
            )
            acts.write(acts.Kind.REHEARSAL, by=by, cohort=cohort, ref=rehearsal, after=dict(changes))
    except IntegrityError:
        raise Refused(_("A rehearsal of this cohort is already running. Wait for its end.")) from None
    _wake(rehearsal)
    return rehearsal


def _wake(rehearsal: Rehearsal) -> None:
    task = "academy.rehearsal.tasks.rehearse"
    transaction.on_commit(lambda: current_app.send_task(task, [rehearsal.pk]), robust=True)


def give_up_lost() -> None:
    """Rehearsals whose process is gone are broken off, so that another one can start."""
    lost = Rehearsal.objects.filter(
        state__in=[State.WAITING, State.RUNNING], asked_at__lt=timezone.now() - LONGEST
    )
    lost.update(state=State.FAILED, trouble="Its process has ended without a word.")


def carry_out(rehearsal: Rehearsal) -> None:
    """Play both rule sets. Called twice, the second call does nothing."""
    row = Rehearsal.objects.filter(pk=rehearsal.pk)
    if not row.filter(state=State.WAITING).update(state=State.RUNNING, started_at=timezone.now()):
        return
    done = [0.0, 0.0]

    def progress(which: int, share: float, _so_far: SoFar) -> None:
        done[which] = share
        row.update(progress=int(50 * sum(done)))

    try:
        results = run_all(scripts(rehearsal), progress)
    except RehearsalFailed as failure:
        row.update(state=State.FAILED, trouble=str(failure))
        return
    row.update(state=State.DONE, progress=100, results=results)


def scripts(rehearsal: Rehearsal) -> list[Script]:
    behaviour = Behaviour(people=rehearsal.people, days=rehearsal.days)
    now = script_of(rehearsal.cohort, changes={}, behaviour=behaviour, seed=rehearsal.seed)
    if rehearsal.changes:
        other = script_of(
            rehearsal.cohort, changes=rehearsal.changes, behaviour=behaviour, seed=rehearsal.seed
        )
    else:
        other = Script(PLAIN, plain=True, behaviour=behaviour, seed=rehearsal.seed)
    return [now, other]
