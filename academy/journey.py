"""The order of the steps, written once: submitted → graded → under evaluation → marked → XP and level.

Only doors (views, tasks, the git server, admin, commands, the API) call these functions.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Enrolment, User
from grader import allowance, reruns, runs
from grader.models import Run
from grader.report import Report
from grader.reruns import Which
from peer_review import departures, evaluations, ledger, objections, planting, points, supervisors
from peer_review.models import Evaluation, SupervisorSheet
from peer_review.quality import one_more, works
from projects import attempts, exams, experience, news, submissions, teams, windows
from projects.models import Attempt, Project, Sitting, Submission, Team
from projects.refusals import Refused

PAUSE = timedelta(hours=1)  # until work whose grading failed on our side is sent there again


@transaction.atomic
def enrolled(enrolment: Enrolment) -> None:
    """Somebody has joined a cohort: they get the points that everybody starts with."""
    points.open_account(enrolment.user, cohort=enrolment.cohort)


@transaction.atomic
def paused(enrolment: Enrolment) -> None:
    """Somebody's enrolment is frozen: nobody waits for them meanwhile."""
    departures.step_back(enrolment.user, cohort=enrolment.cohort)


@transaction.atomic
def left(enrolment: Enrolment) -> None:
    """Somebody has withdrawn or graduated: nobody waits for them, and their points go back."""
    departures.leave(enrolment.user, cohort=enrolment.cohort)


@transaction.atomic
def start(project: Project, *, by: User) -> Team:
    """Found a team; alone, the first attempt begins at once. Raises Refused, also for an exam: see `sit`."""
    _no_exam(project)
    team = teams.create(project, leader=by)
    if project.is_solo:
        attempts.open_next(team)
    return team


def begin(team: Team) -> Attempt:
    """Open the first attempt of a formed team, or a retry. Raises Refused."""
    _no_exam(team.project)
    return attempts.open_next(team)


def _no_exam(project: Project) -> None:
    if project.exam is not None:
        raise Refused(_("This is an exam: it begins with its own button, while it is open."))


def sit(project: Project, *, by: User) -> Sitting:
    """Sit an exam: the clock runs from now. A second click finds the exam of the first. Raises Refused."""
    try:
        return exams.running(by, project) or _sit(project, by)
    except Refused:
        if running := exams.running(by, project):  # both clicks came at once
            return running
        raise


@transaction.atomic
def _sit(project: Project, by: User) -> Sitting:
    window = windows.open_for(by, project)
    if window is None:
        raise Refused(windows.why_closed(project, by))
    own = Team.objects.filter(project=project, memberships__user=by).first()
    team = own or teams.create(project, leader=by)
    return exams.begin(attempts.open_next(team), window=window, user=by)


@transaction.atomic
def handed_in(
    team: Team, *, commit: str, source: Submission.Source, by: User
) -> tuple[Submission, Run | None]:
    """Work has arrived in an open attempt: pin it, and check the cases that everybody may see.

    Without a run when the team has used up its scored hand-ins of the day: the work is kept all the same.
    """
    submission = submissions.pin(team, commit=commit, source=source, by=by)
    if team.project.exam is not None:
        return submission, _examine(submission, by=by)
    return submission, None if _not_scored(team) else _check(submission, by=by)


def _examine(submission: Submission, *, by: User) -> Run | None:
    """Answer the current step of an exam; only kept while a file of the exercise is missing."""
    if exams.answer_of(submission) or submissions.missing_files(submission):
        return submission.runs.filter(purpose=Run.Purpose.EXAM).first()
    exams.hand_in(submission)
    return runs.request(submission, purpose=Run.Purpose.EXAM, by=by)


@transaction.atomic
def check_kept(submission: Submission, *, by: User) -> Run:
    """Have work checked that came when the team had used up its scored hand-ins. Raises Refused."""
    _no_exam(submission.attempt.team.project)
    if refusal := _not_scored(submission.attempt.team):
        raise Refused(refusal)
    return _check(submission, by=by)


def _check(submission: Submission, *, by: User) -> Run:
    return runs.request(submission, purpose=Run.Purpose.CHECK, by=by)


def _not_scored(team: Team) -> str:
    """Why a hand-in of this team is only kept now; empty when it is scored."""
    Team.objects.select_for_update().get(pk=team.pk)  # two hand-ins at once do not share the last one
    limit = allowance.of(team)
    return limit.refusal if limit else ""


def notes_before_push(team: Team) -> tuple[str, ...]:
    """What a person should know of a push that is taken, in their language."""
    limit = allowance.of(team)
    return (limit.refusal,) if limit and limit.refusal else ()


def close(attempt: Attempt, *, submission: Submission, by: User) -> Run:
    """The team says 'this is it': the grader now looks at every case. Raises Refused."""
    if attempt.team.project.exam is not None:
        raise Refused(_("An exam ends by itself, with its last step or its time."))
    windows.check_team(attempt.team)
    submissions.check_complete(submission)
    return _close(attempt, submission, by=by)


def close_windows() -> None:
    """Rushes and hackathons whose time is over: what was handed in last is the work. Safe to say twice."""
    for attempt in windows.over():
        # Closed meanwhile, or a push is under way: then the next turn does it.
        with suppress(Refused, attempts.StepMissed):
            _end_of_window(attempt)


def _end_of_window(attempt: Attempt) -> None:
    submission = attempt.submissions.order_by("-pk").first()
    if submission is None:
        attempts.finish_empty(attempt)
    elif not runs.failed_since(submission, timezone.now() - PAUSE):
        _close(attempt, submission, by=None)


def _close(attempt: Attempt, submission: Submission, *, by: User | None) -> Run:
    with submissions.no_push(attempt.team), transaction.atomic():
        attempt = attempts.close(attempt, submission=submission, by=by)
        return runs.request(submission, purpose=Run.Purpose.FINAL, by=by)


@transaction.atomic
def graded(run: Run, report: Report) -> None:
    """A verdict has come. Passed work goes on to its peers, failed work goes back to the team."""
    runs.finish(run, report)
    if run.purpose == Run.Purpose.EXAM:
        _examined(run, passed=report.verdict == Run.Verdict.PASSED)
    if run.purpose != Run.Purpose.FINAL:
        return
    attempt = run.submission.attempt
    project = attempt.team.project
    if project.must_pass_grader and report.score < project.grader_pass:
        attempts.return_to_team(attempt, grader_score=report.score)
        news.graded(attempt, "grader-returned", score=report.score)
    elif project.evaluations == 0:
        _marked(attempts.finish_by_grader(attempt, grader_score=report.score))
    else:
        attempts.to_evaluation(attempt, grader_score=report.score)
        news.graded(attempt, "grader-passed", score=report.score)


def _examined(run: Run, *, passed: bool) -> None:
    exams.judge(run.submission, passed=passed)
    end_exam(run.submission.attempt.sitting)


@transaction.atomic
def end_exam(sitting: Sitting) -> None:
    """Make the mark of an exam that is over: the sum of its steps. Until then it does nothing."""
    if not exams.end(sitting):
        return
    attempt = attempts.finish_exam(
        sitting.attempt,
        score=exams.score(sitting),
        submission=exams.last_submission(sitting),
        by=sitting.user,
    )
    _marked(attempt)


def end_exams() -> None:
    """Exams whose time is over. What was handed in before is waited for."""
    for sitting in exams.to_end():
        end_exam(sitting)


@transaction.atomic
def grading_failed(run: Run, *, fault: str) -> None:
    """Our side failed. After the last try the team gets the attempt back as if it had not been closed."""
    if runs.put_back(run, fault=fault):
        _give_attempt_back(run)
        _tell_of_fault(run)


@transaction.atomic
def regrade(submission: Submission, *, by: User) -> Run:
    """Staff look at pinned work once more. It decides nothing, and waits behind everything that does."""
    run = runs.request(submission, purpose=Run.Purpose.RERUN, by=by)
    _by_staff(acts.Kind.REGRADE, run, by=by)
    return run


def _by_staff(kind: acts.Kind, run: Run, *, by: User) -> None:
    attempt = run.submission.attempt
    acts.write(kind, by=by, people=attempt.team.members.all(), what=attempt.title, ref=run)


@transaction.atomic
def regrade_all(project: Project, which: Which, *, by: User) -> list[Run]:
    """Like `regrade`, for the latest or the best work of each team that is still here. It is one act."""
    work = reruns.work_of(project, which)
    asked = [runs.request(one, purpose=Run.Purpose.RERUN, by=by) for one in work]
    if asked:
        teams = [one.attempt.team_id for one in work]
        people = User.objects.filter(memberships__team__in=teams).distinct()
        after = {"which": str(which), "hand_ins": len(asked)}
        acts.write(acts.Kind.REGRADE, by=by, people=people, what=project.title, ref=project, after=after)
    return asked


@transaction.atomic
def grading_spared(run: Run, *, fault: str) -> None:
    """An outage of ours hit this run among others. It goes back into the line."""
    if runs.spare(run, fault=fault):
        _give_attempt_back(run)
        _tell_of_fault(run)


@transaction.atomic
def cancel_run(run: Run, *, by: User) -> None:
    """Stop a run, waiting or under way. After a final run the attempt is open again, as if never closed.

    Raises Refused, also when the team has seen how a hidden case went: a look at those costs an attempt.
    """
    if run.purpose == Run.Purpose.EXAM and not by.is_staff:
        raise Refused(_("What is handed in during an exam is graded to the end."))
    decides = run.purpose == Run.Purpose.FINAL
    if decides and not by.is_staff and runs.shows_hidden_cases(run):
        raise Refused(_("Hidden cases have been looked at already: this run is graded to the end."))
    if not runs.cancel(run, by=by):
        raise Refused(_("This run has already ended."))
    _by_staff(acts.Kind.CANCEL_RUN, run, by=by)
    if run.state == Run.State.CANCELLED:
        _give_attempt_back(run)


@transaction.atomic
def run_stopped(run: Run) -> None:
    """Nobody works on the run any longer, as it was asked for."""
    runs.end_cancelled(run)
    _give_attempt_back(run)


def _tell_of_fault(run: Run) -> None:
    if run.purpose == Run.Purpose.FINAL:
        news.not_graded(run.submission.attempt, run=run.pk)


def _give_attempt_back(run: Run) -> None:
    if run.purpose == Run.Purpose.FINAL:
        attempts.reopen(run.submission.attempt)
    elif run.purpose == Run.Purpose.EXAM:
        exams.spare(run.submission)


@transaction.atomic
def fill(
    evaluation: Evaluation, *, by: User, answers: Mapping[str, Any], flag: str, comment: str
) -> Evaluation:
    """An evaluator has filled the sheet: they are paid, and the last one ends the attempt."""
    evaluation = evaluations.fill(evaluation, by=by, answers=answers, flag=flag, comment=comment)
    _count(evaluation)
    return evaluation


@transaction.atomic
def decide(evaluation: Evaluation, *, by: User, upheld: bool, reason: str) -> Evaluation:
    """Staff have heard both sides of a report of cheating."""
    evaluation = evaluations.decide(evaluation, by=by, upheld=upheld, reason=reason)
    _count(evaluation)
    return evaluation


@transaction.atomic
def agree(evaluation: Evaluation, *, second: User) -> Evaluation:
    """Two evaluators reported the same team, which let its time to answer pass: the report is upheld."""
    reason = _("Two evaluators reported it independently, and the team did not answer in time.")
    evaluation = evaluations.conclude(evaluation, by=second, upheld=True, reason=reason)
    _count(evaluation)
    return evaluation


def _count(evaluation: Evaluation) -> None:
    """The last evaluation makes the mark, unless it is in doubt and one more is asked for."""
    works.weigh(evaluation)
    attempt = evaluation.attempt
    if attempt.state == Attempt.State.FINISHED:
        objections.weigh(evaluation)
        return
    _complete(attempt)


@transaction.atomic
def supervise(sheet: SupervisorSheet, *, answers: Mapping[str, Any], comment: str) -> SupervisorSheet:
    """A supervisor has filled a sheet: a mark that stands follows, one that waited for it is made."""
    sheet = supervisors.fill(sheet, answers=answers, comment=comment)
    complete(sheet.attempt)
    return sheet


@transaction.atomic
def complete(attempt: Attempt) -> None:
    """Make the mark of an attempt whose papers are all in, or whose supervisor's time is over."""
    evaluation = attempt.evaluations.select_related("cohort").first()
    if evaluation is None:
        return
    ledger.lock(evaluation.cohort)
    attempt.refresh_from_db()
    if attempt.state == Attempt.State.EVALUATION:
        _complete(attempt)


def _complete(attempt: Attempt) -> None:
    peer_mark = evaluations.peer_mark(attempt)
    if peer_mark is not None and not one_more.ask(attempt):
        _marked(attempts.finish(attempt, peer_mark=peer_mark))


def _marked(attempt: Attempt) -> None:
    if not planting.is_planted(attempt):
        experience.pay(attempt)
        news.marked(attempt)
