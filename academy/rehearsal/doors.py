"""How teams come to evaluators: by looking for a time themselves, or by asking the academy to find one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from academy.people.models import Cohort, User
from peer_review import attendance, booking, evaluations, fallback, ledger, pledge, quarters, standby, waiting
from peer_review.market_settings import settings_of
from peer_review.models import Account, Evaluation, Slot, StandbyCall, Waiting
from projects.refusals import Refused

from .board import Board
from .hours import DAY, calendar_hour, moment
from .works import Work

if TYPE_CHECKING:
    from .year import Year

HORIZON = 2 * DAY  # half hours that a team looks ahead
STAFF_A_DAY = 2
FROM, UNTIL = 4, 20  # half hours of the day in which staff evaluate
MOST_CALLS = 6
KNOWN_DAYS = 3  # today and the next ones, for which people know when they come


@dataclass(frozen=True)
class Wish:
    """When a team comes: the quarters of the day, and the next days on which it does not."""

    opens: int
    closes: int
    away: tuple[date, ...] = ()


class Doors(Protocol):
    def morning(self, year: "Year", tick: int) -> None: ...
    def pledge_of(self, year: "Year", work: Work) -> int: ...
    def content_at_most(self, cohort: Cohort) -> float: ...
    def look(self, year: "Year", tick: int, here: np.ndarray) -> None: ...
    def stand_in(self, year: "Year", tick: int, start: datetime) -> None: ...
    def both_checked_in(self, evaluation: Evaluation, staff: User) -> None: ...


class PickATime:
    """42's way: a team that has a point looks from time to time and takes the first time that suits it."""

    def morning(self, year: "Year", tick: int) -> None:
        return

    def pledge_of(self, year: "Year", work: Work) -> int:
        return 0

    def content_at_most(self, cohort: Cohort) -> float:
        return np.inf

    def stand_in(self, year: "Year", tick: int, start: datetime) -> None:
        return

    def both_checked_in(self, evaluation: Evaluation, staff: User) -> None:
        attendance.close_overdue(evaluation)

    def look(self, year: "Year", tick: int, here: np.ndarray) -> None:
        looking = _who_looks(year, here) if free_starts(year, tick) else []
        if not looking:
            return
        missing = evaluations.missing_of(work.attempt for work in looking)
        rich = _with_a_point(year)
        able = [work for work in looking if missing[work.attempt.pk] and not rich.isdisjoint(work.members)]
        if able:
            board = Board.of([work.attempt for work in able], year.cohort)
            for row, work in enumerate(able):
                self._take_first(year, board, row, work, tick, missing[work.attempt.pk])

    def _take_first(self, year: "Year", board: Board, row: int, work: Work, tick: int, missing: int) -> None:
        user = year.trainees[work.members[0]]
        for start in board.starts(row):
            at = tick_of(year, start)
            if at is None or at > tick + HORIZON or not year.team_is_free(work, at):
                continue
            try:
                board.take(booking.book(work.attempt, starts_at=start, by=user))
            except ledger.NotEnoughPoints:
                return
            except Refused:
                continue
            missing -= 1
            if not missing:
                return


def _who_looks(year: "Year", here: np.ndarray) -> list[Work]:
    """Teams that look for a time in this half hour, in any order."""
    behaviour = year.behaviour
    works = [work for work in year.desk.under_way if here_now(work, here)]
    away = [work for work in year.desk.under_way if not here_now(work, here)]
    looking = [w for w in works if year.rng.random() < behaviour.looks_here]
    looking += [w for w in away if year.rng.random() < behaviour.looks_away]
    year.rng.shuffle(looking)
    return looking


def _with_a_point(year: "Year") -> set[int]:
    """Numbers of people."""
    rows = Account.objects.filter(cohort=year.cohort, balance__gte=1, user__isnull=False).order_by()
    return {year.number[user] for user in rows.values_list("user", flat=True)}


def tick_of(year: "Year", start: datetime) -> int | None:
    """The half hour that begins at this moment, or None outside the academy's day."""
    passed = start - year.first_day
    day, seconds = passed.days, passed.seconds
    half, rest = divmod(seconds - 8 * 3600, 1800)
    return day * DAY + half if rest == 0 and 0 <= half < DAY else None


def free_starts(year: "Year", tick: int) -> bool:
    """Whether anybody offers time in the next two days."""
    now = moment(year.first_day, tick)
    first, last = quarters.at(now + timedelta(minutes=15)), quarters.at(now + timedelta(days=2))
    return Slot.objects.filter(quarter__range=(first, last), evaluation__isnull=True).exists()


def here_now(work: Work, here: np.ndarray) -> bool:
    return any(here[member] for member in work.members)


class FindEvaluators(PickATime):
    """Ours: a team offers time, asks once, and the academy books for it whatever opens."""

    def __init__(self) -> None:
        self._staff_time = 0  # evaluations that staff can still give today
        self._seen = 0  # newest evaluation that its team has looked at
        self._wishes: dict[int, Wish] = {}  # attempt → when its team has said that it comes

    def morning(self, year: "Year", tick: int) -> None:
        """Some of those who come today are on call; staff have time for two evaluations a day."""
        self._staff_time = STAFF_A_DAY if tick // DAY % 7 < 5 else 0
        for person in np.nonzero(~year.desk.gone & (year.population.goes[:, tick // DAY] > 0))[0]:
            if year.rng.random() < year.behaviour.standby_share:
                standby.volunteer(year.trainees[person], day=moment(year.first_day, tick).date())

    def content_at_most(self, cohort: Cohort) -> float:
        """Points at which also hoarders stop: what is above returns to the commons."""
        return float(settings_of(cohort).soft_cap_points)

    def pledge_of(self, year: "Year", work: Work) -> int:
        return pledge.pledge_of(work.attempt, cohort=year.cohort).missing

    def stand_in(self, year: "Year", tick: int, start: datetime) -> None:
        """Those on call answer: come, or leave it to the next one."""
        for evaluation in standby.without_check_in(year.cohort, timezone.now()):
            called = standby.call(evaluation)
            for _ in range(MOST_CALLS):
                if called is None:
                    break
                self._answer(year, called, tick)
                called = called_now(evaluation)

    def _answer(self, year: "Year", called: StandbyCall, tick: int) -> None:
        person = year.number[called.user_id]
        comes = (
            year.population.is_here(person, tick + 1) and year.rng.random() < year.behaviour.standby_answers
        )
        try:
            (standby.accept if comes else standby.decline)(called, by=called.user)
        except Refused:
            return
        if comes:  # the evaluator was missed, and replaced before the start
            year.missed(year.desk.work_of(called.evaluation), calendar_hour(tick + 1))

    def look(self, year: "Year", tick: int, here: np.ndarray) -> None:
        self._refuse(year, tick)
        self._ask_staff(year, tick)
        asking = set(
            Waiting.objects.filter(cohort=year.cohort, state=WAITING).values_list("attempt", flat=True)
        )
        found = [(work, wish_of(year, work, tick)) for work in year.desk.under_way]
        asks = [(work, wish) for work, wish in found if wish and self._asks(year, work, wish, asking, here)]
        missing = evaluations.missing_of(work.attempt for work, _wish in asks)
        for work, wish in asks:
            if missing[work.attempt.pk]:
                self._ask(year, work, wish)

    def _asks(self, year: "Year", work: Work, wish: Wish, asking: set[int], here: NDArray[np.bool_]) -> bool:
        """Whether it asks now: at once, for other hours, or again when it was refused or left alone."""
        pk, behaviour = work.attempt.pk, year.behaviour
        if pk in asking or pk not in self._wishes:
            return wish != self._wishes.get(pk)
        chance = behaviour.looks_here if here_now(work, here) else behaviour.looks_away
        return bool(year.rng.random() < chance)

    def _ask(self, year: "Year", work: Work, wish: Wish) -> None:
        by = year.trainees[work.members[0]]
        self._wishes[work.attempt.pk] = wish
        try:  # the beat serves the list
            waiting.join(work.attempt, by=by, opens=wish.opens, closes=wish.closes, away=wish.away)
        except pledge.Unpledged:
            year.pledge(work)
        except Refused:
            return

    def _ask_staff(self, year: "Year", tick: int) -> None:
        """Staff take the next half hour for the teams that have waited longest, while they have time."""
        if not self._staff_time or not FROM <= tick % DAY < UNTIL:
            return
        for row in fallback.asked():
            work = year.desk.by_attempt.get(row.attempt_id)
            if not self._staff_time or work is None or not year.team_is_free(work, tick + 1):
                continue
            try:
                fallback.take(row, by=year.staff, starts_at=moment(year.first_day, tick + 1))
            except Refused:
                continue
            self._staff_time -= 1

    def _refuse(self, year: "Year", tick: int) -> None:
        """Call off what was booked for a time at which somebody of the team is away."""
        new = year.cohort.evaluations.filter(pk__gt=self._seen, state=Evaluation.State.BOOKED)
        for evaluation in new.order_by("pk"):
            self._seen = evaluation.pk
            work, at = year.desk.work_of(evaluation), tick_of(year, evaluation.starts_at)
            if work and at is not None and at > tick and not year.team_is_free(work, at):
                year.refused += 1
                booking.cancel(evaluation, by=year.trainees[work.members[0]])
                self._wishes.pop(evaluation.attempt_id, None)  # and asks anew, where it calls off


WAITING = Waiting.State.WAITING


def called_now(evaluation: Evaluation) -> StandbyCall | None:
    return evaluation.standby_calls.filter(state=StandbyCall.State.OPEN).select_related("user").first()


def wish_of(year: "Year", work: Work, tick: int) -> Wish | None:
    """The hours of its next common day that the whole team is here, without the days that do not fit them."""
    today = tick // DAY
    common = {day: _together(year, work, day) for day in range(today, today + KNOWN_DAYS)}
    past = tick % DAY + 1
    fit = [day for day, (first, last) in common.items() if last > first and (day > today or last > past)]
    if not fit:
        return None
    first, last = common[fit[0]]
    away = [day for day, theirs in common.items() if min(last, theirs[1]) <= max(first, theirs[0])]
    dates = tuple(moment(year.first_day, day * DAY).date() for day in away)
    return Wish(32 + 2 * first, 32 + 2 * last, dates)


def _together(year: "Year", work: Work, day: int) -> tuple[int, int]:
    """From when until when of a day all are here; the end is not after the beginning when they are not."""
    population = year.population
    first = max(int(population.arrives[member, day]) for member in work.members)
    return first, min(int(population.goes[member, day]) for member in work.members)
