"""A cohort with months of history: simulated people on a simulated clock, the academy's own rules and tables.

Nothing here writes a mark, a point or a level: people register, hand in, offer time, meet and fill sheets
through the same functions that the site calls. All of it is one transaction: broken off, nothing is left.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.utils import timezone, translation

from academy import journey
from academy.people import enrolment as enrolments
from academy.people.classes import make_classes
from academy.people.models import Cohort, User
from academy.rehearsal.clock import clock
from peer_review import known_rules, market_settings
from projects import known_curriculum

from . import names, people, words
from .agenda import Agenda
from .office import MORNING, Office
from .school import School
from .sign_ins import SignIn, hand_out
from .timetable import Timetable
from .today import Today
from .work import Workshop

SLUG, NAME = "gwangju-1", "광주 AI 아카데미 1기"
PEOPLE, WEEKS = 180, 22
LASTS = timedelta(weeks=24)
SMALL, PATIENCE_OF_SMALL = 60, 24  # people; hours after which a small cohort lets pairs meet again
RELIEF = 24  # hours after which the common pool pays for who cannot
CACHE_KB = 256 << 10
GARBAGE = 50_000  # new objects after which Python looks for loops among them
TEAM = (
    ("soyoung", "문소영", User.Role.STAFF),
    ("jaehyun", "임재현", User.Role.STAFF),
    ("kyungmin", "배경민", User.Role.MENTOR),
    ("yerin", "오예린", User.Role.MENTOR),
)
Progress = Callable[[float], None]  # share of the months that are over


@dataclass(frozen=True)
class Made:
    cohort: Cohort
    sign_ins: list[SignIn]
    school: School


def exists() -> bool:
    return Cohort.objects.filter(slug=SLUG).exists()


def make(
    *, count: int = PEOPLE, weeks: int = WEEKS, seed: int = 42, progress: Progress = lambda done: None
) -> Made:
    """Live through the months up to now. The passwords of the sign-ins are kept nowhere else."""
    _keep_pages_at_hand()
    now = timezone.now()
    first_day = _monday(now, weeks)
    with (
        translation.override("ko"),
        clock(first_day) as hands,
        known_rules.read_once(for_ever=True),
        known_curriculum.read_once(),
        _rarely_tidied(),
        transaction.atomic(),
    ):
        school = _school(Agenda(hands, first_day), first_day, now, count, weeks, np.random.default_rng(seed))
        _live(school, weeks, progress)
        sign_ins = hand_out(school)
        connection.run_on_commit.clear()
    return Made(school.cohort, sign_ins, school)


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """What the months leave in memory has hardly any loops in it, for which Python looks all the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _keep_pages_at_hand() -> None:
    """The months are one transaction of some hundred megabytes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")


def _monday(now: datetime, weeks: int) -> datetime:
    """Midnight of the Monday so many weeks before this week's, in Gwangju."""
    today = now.astimezone(ZoneInfo("Asia/Seoul")).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=today.weekday(), weeks=weeks)


def _school(
    agenda: Agenda, first_day: datetime, now: datetime, count: int, weeks: int, rng: np.random.Generator
) -> School:
    cohort = Cohort.objects.create(
        name=NAME,
        slug=SLUG,
        starts_on=first_day.date(),
        ends_on=(first_day + LASTS).date(),
        capacity=max(count, 180),
    )
    staff = [_user(*one) for one in TEAM]
    market_settings.change(cohort, values={"relief_hours": RELIEF}, by=staff[0], reason=words.RELIEF)
    if count < SMALL:
        values = {"pairs_relax_after_hours": PATIENCE_OF_SMALL}
        market_settings.change(cohort, values=values, by=staff[0], reason=words.FEW)
    classes = make_classes(cohort)
    days = (now - first_day).days + 1
    users = [_user(login, name, User.Role.TRAINEE) for login, name in names.draw(count, rng)]
    for number, user in enumerate(users):
        place = enrolments.enrol(user, cohort=cohort, school_class=classes[number % len(classes)])
        journey.enrolled(place)
    return School(
        cohort=cohort,
        agenda=agenda,
        rng=rng,
        people=people.make(users, first_day, days, rng),
        staff=staff,
        projects=known_curriculum.projects(),
        first_day=first_day,
        ends=now,
    )


def _user(login: str, name: str, role: User.Role) -> User:
    user = User(email=f"{login}@example.org", login=login, name=name, role=role)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _live(school: School, weeks: int, progress: Progress) -> None:
    workshop = Workshop(school)
    office, today = Office(school, workshop), Today(school, workshop)
    Timetable(school, workshop, weeks)
    school.agenda.at(school.first_day + timedelta(hours=MORNING), office.morning)
    for person in school.people:
        span = next((span for day in range(7) if (span := person.days.span(day))), None)
        if span:
            school.agenda.at(span[0] + timedelta(minutes=5), workshop.begin, person)
    today.plan()
    length = school.ends - school.first_day
    school.agenda.run(school.ends, told=lambda moment: progress((moment - school.first_day) / length))
    today.push()
