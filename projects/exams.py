"""An exam: a timed sitting with one exercise after the other, and a wait after each failure that grows.

What is asked is drawn and pinned for each person. Every change locks the sitting first, so that two clicks
are one and a late message finds nothing to change.
"""

import secrets
from datetime import timedelta
from random import Random

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.people.models import User

from .models import Answer, Attempt, Project, Sitting, SittingStep, Submission, Window
from .refusals import Refused

Outcome = Answer.Outcome


@transaction.atomic
def begin(attempt: Attempt, *, window: Window, user: User) -> Sitting:
    """The clock starts. Raises Refused when this person has sat this exam in this window."""
    plan, now = attempt.team.project.exam, timezone.now()
    if plan is None:
        raise Refused(_("This project is no exam."))
    ends_at = min(now + timedelta(minutes=plan["minutes"]), window.closes_at)
    try:
        with transaction.atomic():
            sitting = Sitting.objects.create(
                window=window,
                user=user,
                attempt=attempt,
                plan=plan,
                seed=secrets.token_hex(8),
                began_at=now,
                ends_at=ends_at,
            )
    except IntegrityError:
        raise Refused(_("You have sat this exam already. The next one is another day.")) from None
    _give(sitting, 1)
    return sitting


def running(user: User, project: Project) -> Sitting | None:
    return Sitting.objects.filter(user=user, attempt__team__project=project, ended_at=None).first()


def latest(user: User, project: Project) -> Sitting | None:
    return Sitting.objects.filter(user=user, attempt__team__project=project).first()


def current_step(sitting: Sitting) -> SittingStep | None:
    """The exercise that waits to be solved; None when all are passed."""
    return sitting.steps.filter(passed_at=None).first()


def step_of(attempt: Attempt) -> SittingStep | None:
    sitting = Sitting.objects.filter(attempt=attempt, ended_at=None).first()
    return current_step(sitting) if sitting else None


def is_over(sitting: Sitting) -> bool:
    """Whether nothing more is taken. The mark may still wait for what is being graded."""
    return bool(sitting.ended_at) or sitting.ends_at <= timezone.now() or current_step(sitting) is None


def check_open(attempt: Attempt) -> SittingStep:
    """The step that takes work now. Raises Refused with the reason when nothing is taken."""
    sitting = Sitting.objects.filter(attempt=attempt).first()
    if sitting is None or is_over(sitting):
        raise Refused(_("This exam is over: nothing more is taken."))
    step = sitting.steps.get(passed_at=None)
    if step.answers.filter(outcome=Outcome.PENDING).exists():
        raise Refused(_("Your last hand-in is still being graded. Wait for its result."))
    if step.blocked_until and step.blocked_until > timezone.now():
        when = date_format(timezone.localtime(step.blocked_until), "H:i:s")
        raise Refused(
            _("After a failure you wait: the next hand-in is taken from %(when)s.") % {"when": when}
        )
    return step


@transaction.atomic
def hand_in(submission: Submission) -> Answer:
    """Answer the current step with this work. Raises Refused while nothing is taken."""
    _lock(submission.attempt)
    step = check_open(submission.attempt)
    return Answer.objects.create(step=step, submission=submission)


def answer_of(submission: Submission) -> Answer | None:
    if submission.attempt.team.project.exam is None:
        return None
    return Answer.objects.filter(submission=submission).select_related("step").first()


def task_digest(submission: Submission) -> str:
    """What the grader asks of this work: of its exercise in an exam, of its project elsewhere."""
    answer = answer_of(submission)
    return answer.step.task_digest if answer else submission.attempt.team.project.task_digest


@transaction.atomic
def judge(submission: Submission, *, passed: bool) -> None:
    """The verdict on an answer: the next step, or a wait. Said twice or too late, it changes nothing."""
    sitting = _lock(submission.attempt)
    answer = _settle(submission, Outcome.PASSED if passed else Outcome.FAILED)
    if answer is None:
        return
    step = answer.step
    if not passed:
        step.failures += 1
        step.blocked_until = timezone.now() + wait_after(step.failures, sitting)
        step.save(update_fields=["failures", "blocked_until"])
        return
    step.passed_at = timezone.now()
    step.save(update_fields=["passed_at"])
    if step.number < sitting.steps_planned and sitting.ends_at > timezone.now():
        _give(sitting, step.number + 1)


@transaction.atomic
def spare(submission: Submission) -> None:
    """The grader failed, or staff stopped it: it costs nothing, and the time that it took is given back."""
    sitting = _lock(submission.attempt)
    answer = _settle(submission, Outcome.VOID)
    if answer:
        lost = timezone.now() - answer.handed_in_at
        Sitting.objects.filter(pk=sitting.pk).update(ends_at=F("ends_at") + lost)


def wait_after(failures: int, sitting: Sitting) -> timedelta:
    """first × factor for each failure at this step before this one, up to the most."""
    wait = sitting.plan["wait"]
    return timedelta(seconds=min(wait["most"], wait["first"] * wait["factor"] ** min(failures - 1, 20)))


def to_end() -> list[Sitting]:
    """Sittings that are over and whose last answer is judged."""
    late = Sitting.objects.filter(ended_at=None, ends_at__lte=timezone.now())
    return list(late.exclude(steps__answers__outcome=Outcome.PENDING).select_related("attempt__team"))


@transaction.atomic
def end(sitting: Sitting) -> bool:
    """Close the book, once. False when it is not over, or something handed in is still being graded."""
    sitting = _lock(sitting.attempt)
    waits = Answer.objects.filter(step__sitting=sitting, outcome=Outcome.PENDING).exists()
    if sitting.ended_at or waits or not is_over(sitting):
        return False
    sitting.ended_at = timezone.now()
    sitting.save(update_fields=["ended_at"])
    return True


def score(sitting: Sitting) -> int:
    """The marks of the steps that were passed."""
    return sum(step.marks for step in sitting.steps.exclude(passed_at=None))


def last_submission(sitting: Sitting) -> Submission | None:
    return sitting.attempt.submissions.order_by("-pk").first()


def _settle(submission: Submission, outcome: str) -> Answer | None:
    pending = Answer.objects.filter(submission=submission, outcome=Outcome.PENDING)
    if not pending.update(outcome=outcome, judged_at=timezone.now()):
        return None
    return answer_of(submission)


def _give(sitting: Sitting, number: int) -> SittingStep:
    """Draw the exercise of a step. One that this person has met before comes only when no other is left."""
    planned = sitting.plan["steps"][number - 1]
    met = set(SittingStep.objects.filter(sitting__user=sitting.user).values_list("exercise__name", flat=True))
    fresh = [one for one in planned["exercises"] if one["name"] not in met] or planned["exercises"]
    exercise = Random(f"{sitting.seed}:{number}").choice(fresh)  # noqa: S311 -- a draw that can be repeated
    return SittingStep.objects.create(
        sitting=sitting, number=number, exercise=exercise, marks=planned["marks"]
    )


def _lock(attempt: Attempt) -> Sitting:
    return Sitting.objects.select_for_update().get(attempt=attempt)
