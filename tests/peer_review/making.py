"""Rows for tests of peer evaluation: everybody is in one cohort, it is Monday 10:00 in Gwangju."""

from datetime import UTC, datetime, timedelta

from peer_review import attendance, booking, evaluations, hearings, ledger, points, slots
from peer_review.market_settings import settings_of
from peer_review.models import SheetVersion
from peer_review.sheet_file import Sheet
from tests import making

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 10:00 in Asia/Seoul
COMMENT = "Clear names, short functions; look at the empty input again."


def text(words):
    return {"ko": f"{words} (한국어)", "en": words}


def question(name, kind="yes_no", weight=1):
    return {
        "name": name,
        "kind": kind,
        "weight": weight,
        "title": text(name),
        "text": text("Look **closely**."),
    }


SHEET = {
    "introduction": text("Be kind."),
    "guidelines": text("Read first."),
    "sections": [
        {
            "name": "basics",
            "title": text("Basics"),
            "questions": [question("runs"), question("style", "rating")],
        },
        {"name": "extra", "title": text("Extra"), "bonus": True, "questions": [question("more", "rating")]},
    ],
    "flags": ["ok", "outstanding", "empty_work", "crash", "cheat", "concerning"],
}
PERFECT = {"runs": True, "style": 5, "more": 0}


def set_rules(**values):
    """Change the rules of the one cohort without ado."""
    market = settings_of(making.make_cohort())
    type(market).objects.filter(pk=market.pk).update(**values)


def at(hours=0, minutes=0):
    """A moment after the Monday morning of the tests."""
    return NOW + timedelta(hours=hours, minutes=minutes)


def make_trainee(login, **fields):
    person = making.make_person(login, **fields)
    points.open_account(person, cohort=making.make_cohort())
    return person


def make_project(slug="first-steps", **fields):
    project = making.make_project(slug, **fields)
    content = Sheet.model_validate(SHEET).model_dump(mode="json")
    SheetVersion.objects.create(project=project, digest="0" * 64, content=content)
    return project


def make_attempt(project, *people):
    """The first attempt of these people, open for evaluation."""
    return making.make_under_evaluation(making.make_team(project, *people))


def offer(person, start=4, hours=1):
    """Open slots `start` hours from the Monday morning of the tests."""
    slots.open(person, at(start), at(start + hours))


def spend_all(user):
    """Leave somebody without a point, properly."""
    account, sink = points.account_of(user), ledger.account(making.make_cohort(), "sink")
    moves = [ledger.Move(account, sink, account.balance)]
    ledger.post(f"test:{user.pk}", reason="grant", moves=moves)


def book(attempt, start=4):
    return booking.book(attempt, starts_at=at(start), by=attempt.team.members.first())


def check_in_both(evaluation):
    attendance.check_in(evaluation, by=evaluation.team.members.first())
    return attendance.check_in(evaluation, by=evaluation.evaluator)


def meet(evaluation):
    """Both sides have come and used the code. The clock must stand within the time for it."""
    return attendance.confirm(check_in_both(evaluation), by=evaluation.evaluator, code=evaluation.code)


def fill(evaluation, answers=PERFECT, flag="ok", comment=COMMENT):
    return evaluations.fill(evaluation, by=evaluation.evaluator, answers=answers, flag=flag, comment=comment)


def hear(evaluation, statement="We wrote every line."):
    """The reported team has answered."""
    return hearings.answer(evaluation, by=evaluation.team.members.first(), statement=statement)
