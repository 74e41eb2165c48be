import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from time_machine import travel

from peer_review import attendance, booking, departures, evaluations, ledger, points
from peer_review.audit import audit
from peer_review.ledger import DebtChange, Kind, Move, NotEnoughPoints
from peer_review.models import Account, Entry, Evaluation, Transfer
from projects.refusals import Refused
from tests.making import make_cohort, make_person, make_team, make_under_evaluation
from tests.peer_review import making
from tests.peer_review.making import COMMENT, NOW, PERFECT, make_project, make_trainee, offer


def account(kind):
    return ledger.account(make_cohort(), kind)


def post(key="test", source=Kind.MINT, target=Kind.COMMONS, amount=3, **more):
    return ledger.post(key, reason="grant", moves=[Move(account(source), account(target), amount)], **more)


def test_an_entry_moves_its_points(cohort):
    entry = post()

    assert list(entry.transfers.values_list("source__kind", "target__kind", "amount")) == [
        ("mint", "commons", 3)
    ]
    assert (account("mint").balance, account("commons").balance) == (-3, 3)


def test_the_same_key_moves_nothing_twice(cohort):
    post()

    assert post(amount=5) is None
    assert account("commons").balance == 3
    assert Transfer.objects.count() == 1


def test_an_account_gives_no_more_than_it_has(cohort):
    post()

    with pytest.raises(NotEnoughPoints, match="Nobody in your team has a point left"):
        post("more", source=Kind.COMMONS, target=Kind.SINK, amount=4)
    assert account("commons").balance == 3
    assert not Entry.objects.filter(key="more").exists()


def test_an_entry_with_one_move_too_many_moves_nothing(cohort):
    commons, sink, mint = account("commons"), account("sink"), account("mint")

    with pytest.raises(NotEnoughPoints):
        ledger.post("half", reason="grant", moves=[Move(mint, commons, 1), Move(commons, sink, 2)])

    assert [Account.objects.get(pk=a.pk).balance for a in (commons, sink, mint)] == [0, 0, 0]


def test_debts_are_written_with_their_entry(ada):
    entry = post(debts=[DebtChange(points.account_of(ada), 2)])

    assert points.account_of(ada).owed == 2
    assert entry.debts.get().change == 2


def test_the_accounts_of_a_cohort_are_opened_once(cohort):
    ledger.lock(cohort)
    ledger.lock(cohort)

    assert sorted(Account.objects.values_list("kind", flat=True)) == ["commons", "escrow", "mint", "sink"]


class Life(RuleBasedStateMachine):
    """Five people do whatever comes to mind, some of it twice; after each step the journal is whole."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.clock = travel(NOW, tick=False)
        self.traveller = self.clock.start()
        self.cohort = make_cohort()
        self.staff = make_person("sora", role="staff")
        self.people = [make_trainee(login) for login in ("ada", "bob", "cho", "dan", "eve")]
        project = make_project(evaluations=2)
        for person in self.people:
            make_under_evaluation(make_team(project, person))
        self.last = None

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def act(self, function, *args, **kwargs):
        self.last = (function, args, kwargs)
        try:
            with transaction.atomic():
                function(*args, **kwargs)
        except Refused:
            pass

    def evaluation(self, data, *states):
        return data.draw(st.sampled_from(list(Evaluation.objects.filter(state__in=states).order_by("pk"))))

    def some(self, *states):
        return Evaluation.objects.filter(state__in=states).exists()

    person = st.integers(0, 4)

    @rule(person=person, hours=st.integers(1, 30))
    def offers(self, person, hours):
        begins = self.now() + hours
        self.act(offer, self.people[person], begins, 1)

    def now(self):
        from django.utils import timezone

        return int((timezone.now() - NOW).total_seconds() // 3600)

    @rule(person=person, data=st.data())
    def books(self, person, data):
        attempt = self.people[person].teams.get().attempts.get()
        try:
            times = booking.times(attempt, by=self.people[person])
        except Refused:
            return
        if times:
            self.act(
                booking.book, attempt, starts_at=data.draw(st.sampled_from(times)), by=self.people[person]
            )

    @precondition(lambda self: self.some("booked"))
    @rule(data=st.data(), by_team=st.booleans())
    def cancels(self, data, by_team):
        evaluation = self.evaluation(data, "booked")
        by = evaluation.team.members.get() if by_team else evaluation.evaluator
        self.act(booking.cancel, evaluation, by=by)

    @precondition(lambda self: self.some("booked"))
    @rule(
        data=st.data(), came=st.sampled_from(["team", "evaluator", "both", "met"]), after=st.integers(0, 30)
    )
    def meets(self, data, came, after):
        evaluation = self.evaluation(data, "booked")
        self.traveller.move_to(max(evaluation.starts_at, making.at(self.now())))
        member = evaluation.team.members.get()
        if came != "evaluator":
            self.act(attendance.check_in, evaluation, by=member)
        if came != "team":
            self.act(attendance.check_in, evaluation, by=evaluation.evaluator)
        if came == "met":
            self.act(attendance.confirm, evaluation, by=evaluation.evaluator, code=evaluation.code)
        self.traveller.shift(after * 60)
        self.act(attendance.report_no_show, evaluation, by=member if came == "team" else evaluation.evaluator)

    @precondition(lambda self: self.some("booked"))
    @rule(data=st.data(), flag=st.sampled_from(["ok", "crash", "cheat"]))
    def fills(self, data, flag):
        evaluation = self.evaluation(data, "booked")
        by = evaluation.evaluator
        self.act(evaluations.fill, evaluation, by=by, answers=PERFECT, flag=flag, comment=COMMENT)

    @precondition(lambda self: self.some("referred"))
    @rule(data=st.data(), upheld=st.booleans())
    def decides(self, data, upheld):
        evaluation = self.evaluation(data, "referred")
        self.act(evaluations.decide, evaluation, by=self.staff, upheld=upheld, reason="Heard both.")

    @precondition(lambda self: self.some("booked"))
    @rule(data=st.data())
    def repeats_a_payment(self, data):
        """A late or doubled message must find its key used."""
        evaluation = self.evaluation(data, "booked")
        self.act(points.hold, evaluation, by=evaluation.booked_by)

    @rule()
    def does_the_same_again(self):
        if self.last:
            function, args, kwargs = self.last
            self.act(function, *args, **kwargs)

    @rule(hours=st.integers(1, 26))
    def waits(self, hours):
        self.traveller.shift(hours * 3600)
        for evaluation in attendance.overdue(making.at(self.now())):
            self.act(attendance.close_overdue, evaluation)

    @rule(person=person)
    def leaves(self, person):
        user = self.people[person]
        if user.enrolments.filter(state="active").update(state="withdrawn"):
            self.act(departures.leave, user, cohort=self.cohort)

    @rule(person=person)
    def comes_back(self, person):
        user = self.people[person]
        if user.enrolments.filter(state="withdrawn").update(state="active"):
            self.act(points.open_account, user, cohort=self.cohort)

    @invariant()
    def the_journal_is_whole(self):
        assert audit(self.cohort) == []

    @invariant()
    def nobody_evaluates_a_team_twice(self):
        pairs = list(
            Evaluation.objects.filter(state__in=Evaluation.PAIRED).values_list("attempt", "evaluator")
        )
        assert len(pairs) == len(set(pairs))


def test_whatever_people_do_the_journal_stays_whole(db):
    relaxed = settings(
        max_examples=8, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
    )

    run_state_machine_as_test(Life, settings=relaxed)
