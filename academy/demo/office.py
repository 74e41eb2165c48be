"""What staff do in five months: let people go and come back, give, and have the market served."""

from academy import journey
from academy.certificates.issuing import issue
from academy.notices import inbox
from academy.people import enrolment as enrolments
from academy.people.models import Enrolment, User
from peer_review import attendance, gifts, sales, standby, tasks
from projects import peers

from . import words
from .desk import Desk
from .partners import Partners
from .people import Person
from .rulings import Rulings
from .school import School
from .work import Workshop

MORNING, SERVED_AT = 8.5, (9.0, 11.0, 13.0, 15.0, 17.0, 19.0)  # o'clock
FREEZES_A_WEEK, FREEZE_DAYS = 0.5, (10, 24)
LAST, GRADUATES = "capstone", 0.4  # the last project, and who goes on a Monday after it
READS = 0.4  # share of those present who open their notices on a day
ON_CALL = 4  # people a day
KIND = 0.12  # share of the people who open time out of kindness on a day


class Office:
    def __init__(self, school: School, workshop: Workshop) -> None:
        self.school, self.agenda, self.rng = school, school.agenda, school.rng
        self.workshop, self.market = workshop, workshop.market
        self.desk, self.partners = Desk(school, self.rests), Partners(school, workshop.market)
        self.rulings = Rulings(school, workshop.market)
        self._day = 0

    def morning(self) -> None:
        """Plans the day, and the next morning."""
        day, weekday = self._day, self._day % 7 < 5
        self._day += 1
        self.agenda.later(24, self.morning)
        self._departures(day)
        self._sign_ins(day)
        if day % 7 == 0:
            self._monday()
        for hour in SERVED_AT if weekday else SERVED_AT[::3]:
            self.agenda.later(hour - MORNING, self.market.serve)
        self._offers(day)
        if weekday:
            self.agenda.later(1.5, self.market.ask_staff)
            self.agenda.later(1.7, self.partners.ask)
            self.agenda.later(1.8, self.desk.day, day % 7)
            self.agenda.later(2, self.rulings.decide)
        self._sweep()

    def _departures(self, day: int) -> None:
        for person in self.school.people:
            if person.leaves_on == day and not person.gone and LAST not in person.passed:
                self._leave(person)

    def _leave(self, person: Person) -> None:
        reason = self.school.one_of(words.LEAVING)
        journey.left(enrolments.withdraw(self._place(person), by=self.school.office, reason=reason))
        person.gone = True

    def _sign_ins(self, day: int) -> None:
        """Whoever is there today signs in, and reads what is new now and then."""
        people = [one for one in self.school.people if not (one.gone or one.frozen)]
        here = [person.user for person in people if person.days.span(day)]
        signed_in = [user.pk for user in (*here, *self.school.staff)]
        User.objects.filter(pk__in=signed_in).update(last_login=self.agenda.now)
        for user in (*self.school.staff, *(one for one in here if self.school.chance(READS))):
            inbox.read(user)
        inbox.forget_old(self.agenda.now)

    def _place(self, person: Person) -> Enrolment:
        return Enrolment.objects.get(user=person.user, cohort=self.school.cohort)

    def _monday(self) -> None:
        tasks.act_of_the_week(self.school.cohort)
        sales.review(self.school.cohort)
        present = [one for one in self.school.people if not (one.gone or one.frozen)]
        if self.school.chance(FREEZES_A_WEEK):
            self._freeze(self.school.one_of(present))
        if self.school.chance(0.4):
            self._give(self.school.one_of(present))
        for person in present:
            if LAST in person.passed and self.school.chance(GRADUATES):
                self._graduate(person)
            elif person.passed and self.school.chance(0.03):
                self._offer_help(person)

    def _freeze(self, person: Person) -> None:
        reason = self.school.one_of(words.FREEZING)
        journey.paused(enrolments.freeze(self._place(person), by=self.school.office, reason=reason))
        self.rests(person)

    def rests(self, person: Person) -> None:
        """Their place has been frozen; they come back."""
        person.frozen = True
        self.agenda.later(24 * int(self.rng.integers(*FREEZE_DAYS)), self._unfreeze, person)

    def _graduate(self, person: Person) -> None:
        """They have done everything before the end, and go with a certificate."""
        reason = self.school.one_of(words.GRADUATING)
        place = enrolments.graduate(self._place(person), by=self.school.office, reason=reason)
        journey.left(place)
        issue([place], by=self.school.office)
        person.gone = True

    def _unfreeze(self, person: Person) -> None:
        if person.gone:
            return
        enrolments.unfreeze(self._place(person), by=self.school.office, reason=words.BACK)
        person.frozen = False
        self.workshop.begin(person)

    def _give(self, person: Person) -> None:
        amount, reason = int(self.rng.integers(1, 4)), self.school.one_of(words.GIFTS)
        request = f"{self._day}"
        cohort, by = self.school.cohort, self.school.office
        gifts.grant(person.user, cohort=cohort, amount=amount, by=by, reason=reason, request=request)

    def _offer_help(self, person: Person) -> None:
        slugs = sorted(slug for slug in person.passed if self.school.by_slug[slug].exam is None)
        if slugs:
            project = self.school.by_slug[self.school.one_of(slugs)]
            peers.offer(project, by=person.user, words=self.school.one_of(words.HELP))

    def _offers(self, day: int) -> None:
        """Some are on call today, and some open time although they need nobody."""
        here = [p for p in self.school.people if not (p.gone or p.frozen) and p.days.span(day)]
        if not here:
            return
        for _number in range(min(ON_CALL, len(here))):
            standby.volunteer(self.school.one_of(here).user, day=self.agenda.now.date())
        for person in here:
            if self.school.chance(KIND):
                self.market.offer(person, int(self.rng.integers(2, 5)))

    def _sweep(self) -> None:
        """What the academy's clock does every few minutes is done once a day."""
        for evaluation in attendance.overdue(self.agenda.now):
            attendance.close_overdue(evaluation)
        tasks.conclude_seconded()
        tasks.remind_of_feedback()
        tasks.complete_supervised()
        self.market.catch_up()
