"""What a team does next on a project, in one sentence, with the button that leads there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grader.models import Run
from peer_review.models import Evaluation
from projects.models import Attempt, Submission
from projects.standing import Place, Standing, State

from .progress import Progress


@dataclass(frozen=True)
class NextStep:
    text: str
    action: str = ""  # the words of the button; empty where there is nothing to press
    url: str = ""


def of_attempt(
    attempt: Attempt,
    *,
    newest: Submission | None,
    missing: Sequence[str],
    run: Progress | None,
    evaluations: Sequence[Evaluation],
) -> NextStep | None:
    """None where the part of the page below says it with its own button."""
    if attempt.state == Attempt.State.GRADING:
        return NextStep(
            _("The grader looks at every case now. There is nothing to do: this page follows it.")
        )
    if attempt.state == Attempt.State.EVALUATION:
        return _evaluation(evaluations)
    if newest is None:
        return NextStep(
            _("Read the subject, clone the repository and push your work as early as you like."),
            _("Read the subject"),
            "#subject",
        )
    if missing:
        return NextStep(
            _("Hand in the files that are still missing: %(files)s.") % {"files": ", ".join(missing)}
        )
    return _checked(attempt, run) if run else None


def _evaluation(evaluations: Sequence[Evaluation]) -> NextStep | None:
    booked = [one for one in evaluations if one.state == Evaluation.State.BOOKED]
    if not booked:
        return None
    text = _("Be there for the evaluation that is booked, and read your work once more before it.")
    return NextStep(text, _("To the evaluation"), booked[0].get_absolute_url())


def _checked(attempt: Attempt, seen: Progress) -> NextStep:
    run, close = seen.run, reverse("trainee:close", args=[attempt.pk])
    if run.is_waiting:
        return NextStep(_("The check of your newest hand-in is on its way. Work on meanwhile."))
    if run.state != Run.State.DONE:
        return NextStep(_("This hand-in was not judged. Hand in again, or close the attempt with it."))
    if run.verdict == Run.Verdict.PASSED:
        text = _("All visible cases pass. Close the attempt when your team is content with it.")
        return NextStep(text, _("Close the attempt"), close)
    if seen.broken_build:
        text = _("It does not build yet. Read what the compiler says, mend it and push again.")
        return NextStep(text, _("What the compiler says"), f"#build-{run.pk}")
    text = ngettext(
        "%(cases)d case fails. Mend it and push again.",
        "%(cases)d cases fail. Begin with the first one, mend it and push again.",
        seen.failed,
    )
    there = f"#stage-{run.pk}-{seen.first_failed.name}" if seen.first_failed else f"#run-{run.pk}"
    return NextStep(text % {"cases": seen.failed}, _("To the first failure"), there)


def after_attempts(place: Place, standing: Standing, last: Run | None) -> NextStep | None:
    """Between two attempts, and when the project is validated."""
    if place.validated:
        return _onwards(place, standing)
    if last is None:
        return None
    text = _("Look at what failed, and have the mended work ready when the next attempt opens.")
    return NextStep(text, _("See what failed"), reverse("trainee:run", args=[last.pk]))


def _onwards(place: Place, standing: Standing) -> NextStep | None:
    """To what this project has opened, or to whatever is open."""
    opened = [p for p in standing.open if place.project in p.project.requires.all()]
    under_way = [p for p in standing.under_way if p.state is State.UNDER_WAY and p is not place]
    following = next(iter([*opened, *under_way, *standing.open]), None)
    if following is None:
        return None
    text = _("Validated. Go on with %(project)s.") % {"project": following.project.title}
    return NextStep(text, _("To the project"), reverse("trainee:project", args=[following.project.slug]))
