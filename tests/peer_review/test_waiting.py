import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peer_review import booking, expected, ledger, points, quarters, slots, tasks, waiting
from peer_review.audit import audit
from peer_review.models import Choice, Evaluation, Extra, Waiting
from projects.models import Attempt
from projects.refusals import Refused
from tests.making import make_cohort
from tests.peer_review.making import at, make_attempt, make_project, make_trainee, offer, set_rules, spend_all

State = Waiting.State


def state_of(attempt):
    return Waiting.objects.get(attempt=attempt).state


def older(attempt, hours):
    Attempt.objects.filter(pk=attempt.pk).update(closed_at=at(-hours))


def test_what_can_be_had_is_booked_at_once_at_the_best_time(attempt, ada, bob, cho):
    offer(bob, start=30)
    offer(cho, start=5)

    (booked,) = waiting.ask(attempt, by=ada)

    assert (booked.evaluator, booked.starts_at, booked.booked_by) == (cho, at(5), ada)
    assert points.balance(ada) == 4
    assert state_of(attempt) == State.SERVED or waiting.serve(make_cohort()) == []


def test_several_evaluators_are_found_at_several_times(ada, bob, cho):
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob)
    offer(cho)

    booked = waiting.ask(attempt, by=ada)

    assert {evaluation.evaluator for evaluation in booked} == {bob, cho}
    assert {evaluation.starts_at for evaluation in booked} == {at(4), at(4, 30)}
    assert state_of(attempt) == State.SERVED


def test_why_staff_can_read_who_was_found_and_who_was_next(attempt, ada, bob, cho):
    offer(bob, start=30)
    offer(cho, start=5)

    choice = waiting.ask(attempt, by=ada)[0].choice

    assert (choice.door, choice.considered) == (Choice.Door.SEARCH, 2)
    assert choice.parts["waiting"] == 50
    assert choice.others == [{"person": bob.pk, "parts": {**choice.parts, "waiting": 300 + 60}}]


def test_a_team_waits_until_time_opens(attempt, ada, bob):
    assert waiting.ask(attempt, by=ada) == []
    assert state_of(attempt) == State.WAITING

    offer(bob)
    waiting.serve(make_cohort())

    assert Evaluation.objects.get().evaluator == bob
    assert state_of(attempt) == State.SERVED


def test_time_that_opens_wakes_the_worker_after_commit(
    attempt, ada, bob, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr("celery.current_app.send_task", lambda name, args: sent.append((name, args)))
    waiting.ask(attempt, by=ada)
    with django_capture_on_commit_callbacks(execute=True):
        offer(bob)
        assert sent == []

    assert sent == [("peer_review.tasks.serve_waiting", [make_cohort().pk])]
    tasks.serve_waiting(make_cohort().pk)
    tasks.serve_waiting(make_cohort().pk)
    assert Evaluation.objects.count() == 1


def test_the_sweep_finds_what_a_lost_message_left(attempt, ada, bob):
    waiting.ask(attempt, by=ada)
    offer(bob)

    tasks.sweep_waiting()

    assert Evaluation.objects.count() == 1


def test_the_oldest_hand_in_gets_the_only_time(ada, bob, cho):
    project = make_project()
    young, old = make_attempt(project, ada), make_attempt(project, bob)
    older(old, hours=5)
    waiting.ask(young, by=ada)
    waiting.ask(old, by=bob)
    slots.open(cho, at(4), at(4, 30))

    waiting.serve(make_cohort())

    assert Evaluation.objects.get().team == old.team
    assert state_of(young) == State.WAITING


def test_who_cannot_pay_takes_no_time_from_the_others(ada, bob, cho):
    set_rules(credit_points=0)
    project = make_project()
    young, old = make_attempt(project, ada), make_attempt(project, bob)
    older(old, hours=5)
    spend_all(bob)
    waiting.ask(old, by=bob)
    waiting.ask(young, by=ada)
    slots.open(cho, at(4), at(4, 30))

    waiting.serve(make_cohort())

    assert Evaluation.objects.get().team == young.team
    assert state_of(old) == State.WAITING


@pytest.mark.parametrize(
    ("rules", "asked_besides"),
    [
        ({"credit_points": 1}, False),
        ({"credit_points": 0, "relief_hours": 4}, False),
        ({"credit_points": 0, "sale_from_percent": 100}, False),
        ({"credit_points": 0}, True),
    ],
    ids=["borrowed", "relieved", "in a sale", "asked for besides"],
)
def test_who_has_no_point_is_served_where_somebody_else_pays(ada, bob, rules, asked_besides):
    set_rules(**rules)
    attempt = make_attempt(make_project(), ada)
    older(attempt, hours=5)
    attempt.refresh_from_db()
    if asked_besides:
        Extra.objects.create(attempt=attempt, cause=Extra.Cause.DOUBT)
    offer(bob)
    spend_all(ada)
    mint, commons = ledger.accounts(make_cohort(), "mint", "commons")
    ledger.post("test:pool", reason="grant", moves=[ledger.Move(mint, commons, 5)])

    assert [booked.evaluator for booked in waiting.ask(attempt, by=ada)] == [bob]


def test_time_that_a_cancellation_frees_goes_to_those_who_wait(booked, ada, cho):
    second = make_attempt(make_project("second"), cho)
    assert waiting.ask(second, by=cho)  # bob's other half hour
    third = make_attempt(make_project("third"), make_trainee("dan"))
    waiting.ask(third, by=third.team.members.get())
    assert state_of(third) == State.WAITING

    booking.cancel(booked, by=ada)
    waiting.serve(make_cohort())

    assert Evaluation.objects.get(team=third.team).starts_at == at(4)


def test_a_team_is_booked_only_in_the_hours_in_which_it_comes(attempt, ada, bob, cho):
    offer(bob, start=4)  # 14:00
    offer(cho, start=9)  # 19:00

    (booked,) = waiting.ask(attempt, by=ada, opens=18 * 4, closes=21 * 4)

    assert booked.starts_at == at(9)


def test_a_team_is_not_booked_on_the_days_on_which_it_does_not_come(attempt, ada, bob, cho):
    offer(bob, start=4)  # Monday 14:00
    offer(cho, start=28)  # Tuesday 14:00

    (booked,) = waiting.ask(attempt, by=ada, away=[at().date()])

    assert (booked.evaluator, booked.starts_at) == (cho, at(28))


def test_what_an_evaluator_calls_off_is_looked_for_again(attempt, ada, bob, cho):
    slots.open(bob, at(4), at(4, 30))
    (booked,) = waiting.ask(attempt, by=ada, opens=40, away=[at(72).date()])
    booking.cancel(booked, by=bob)
    offer(cho, start=6)

    (again,) = waiting.serve(make_cohort())

    row = Waiting.objects.get()
    assert (again.evaluator, row.state, row.opens, row.away) == (cho, State.SERVED, 40, ["2026-03-05"])


def test_what_the_team_calls_off_it_asks_for_anew(attempt, ada, bob):
    offer(bob)
    (booked,) = waiting.ask(attempt, by=ada)

    booking.cancel(booked, by=ada)

    assert state_of(attempt) == State.SERVED
    assert waiting.serve(make_cohort()) == []


def test_who_has_left_the_list_is_not_put_back(ada, bob):
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob)
    (booked,) = waiting.ask(attempt, by=ada)
    waiting.withdraw(attempt, by=ada)

    booking.cancel(booked, by=bob)

    assert state_of(attempt) == State.WITHDRAWN


@pytest.mark.parametrize(("opens", "closes"), [(40, 41), (40, 30), (-1, 20), (90, 97)])
def test_hours_without_room_for_an_evaluation_are_refused(attempt, ada, opens, closes):
    with pytest.raises(Refused, match="Leave room"):
        waiting.ask(attempt, by=ada, opens=opens, closes=closes)


def test_asking_again_changes_the_hours_and_keeps_the_place(attempt, ada, clock):
    waiting.ask(attempt, by=ada)
    clock.shift(3600)
    waiting.ask(attempt, by=ada, opens=60, closes=80)

    row = Waiting.objects.get()
    assert (row.asked_at, row.opens, row.closes) == (at(0), 60, 80)


def test_a_team_that_pauses_keeps_its_place_and_is_not_booked(attempt, ada, bob):
    waiting.ask(attempt, by=ada)
    offer(bob)
    ada.enrolments.update(state="frozen")
    assert waiting.serve(make_cohort()) == []

    ada.enrolments.update(state="active")
    assert len(waiting.serve(make_cohort())) == 1


def test_a_team_that_takes_its_pledge_back_is_not_booked_until_it_offers_again(attempt, ada, bob, cohort):
    set_rules(pledge_factor=1)
    slots.open(ada, at(20), at(20, 30))
    waiting.ask(attempt, by=ada)
    slots.close(ada, at(20), at(20, 30))
    offer(bob)

    assert waiting.serve(cohort) == []
    assert state_of(attempt) == State.WAITING

    slots.open(ada, at(21), at(21, 30))
    assert [booked.evaluator for booked in waiting.serve(cohort)] == [bob]


def test_many_teams_are_looked_at_with_as_many_questions_as_one(cohort, django_assert_num_queries):
    def waits(login):
        person = make_trainee(login)
        waiting.ask(make_attempt(project, person), by=person)

    project = make_project()
    waits("dan")
    with CaptureQueriesContext(connection) as for_one:
        waiting.serve(cohort)
    for number in range(8):
        waits(f"eve{number}")

    with django_assert_num_queries(len(for_one)):
        waiting.serve(cohort)


def test_a_team_may_stop_waiting(attempt, ada, bob):
    waiting.ask(attempt, by=ada)
    waiting.withdraw(attempt, by=ada)
    offer(bob)

    assert waiting.serve(make_cohort()) == []
    assert state_of(attempt) == State.WITHDRAWN


def test_only_the_team_asks_and_stops(attempt, bob):
    with pytest.raises(Refused, match="Only members"):
        waiting.ask(attempt, by=bob)
    with pytest.raises(Refused, match="Only members"):
        waiting.withdraw(attempt, by=bob)


def test_a_team_without_points_keeps_its_place_and_takes_nobodys_time(attempt, ada, bob, cohort):
    from peer_review.market_settings import settings_of
    from peer_review.models import MarketSettings

    settings_of(cohort)
    MarketSettings.objects.update(credit_points=0)
    for number in range(5):
        offer(make_trainee(f"e{number}"), start=20 + number)
    others = [make_attempt(make_project(f"p{number}"), ada) for number in range(5)]
    for other in others:
        waiting.ask(other, by=ada, opens=0, closes=96)
    assert points.balance(ada) == 0
    offer(bob)

    assert waiting.ask(attempt, by=ada) == []
    assert state_of(attempt) == State.WAITING
    assert bob.slots.filter(evaluation=None).count() == 4


def test_one_person_with_two_works_is_not_booked_twice_at_one_time(ada, bob, cho):
    first, second = make_attempt(make_project(), ada), make_attempt(make_project("second"), ada)
    waiting.ask(first, by=ada)
    waiting.ask(second, by=ada)
    offer(bob)
    offer(cho)

    waiting.serve(make_cohort())

    assert {evaluation.starts_at for evaluation in Evaluation.objects.all()} == {at(4), at(4, 30)}


def test_two_teams_that_wait_do_not_evaluate_each_other(ada, bob, cohort):
    project = make_project()
    for person in (ada, bob):
        waiting.join(make_attempt(project, person), by=person, opens=36, closes=88)
        offer(person)

    booked = waiting.serve(cohort)

    assert len(booked) == 1
    assert audit(cohort) == []


def test_one_person_with_two_works_meets_an_evaluator_once(ada, bob, cohort):
    for slug in ("one", "two"):
        waiting.join(make_attempt(make_project(slug), ada), by=ada, opens=36, closes=88)
    offer(bob, hours=3)

    assert len(waiting.serve(cohort)) == 1


def test_works_of_different_lengths_are_served_together(ada, bob, cho):
    waiting.ask(make_attempt(make_project(), ada), by=ada)
    waiting.ask(make_attempt(make_project("long", evaluation_minutes=60), bob), by=bob)
    offer(cho, hours=2)

    waiting.serve(make_cohort())

    taken = [quarter for evaluation in Evaluation.objects.all() for quarter in evaluation.span]
    assert len(taken) == len(set(taken)) == 6


# -- What can be expected ------------------------------------------------------------------------


def history(count, hours):
    """`count` evaluations that began so many hours after the hand-in."""
    helper = make_trainee("helper")
    for number in range(count):
        person = make_trainee(f"h{number}")
        attempt = make_attempt(make_project(f"h{number}"), person)
        offer(helper, start=20 + 2 * number)
        booking.book(attempt, starts_at=at(20 + 2 * number), by=person)
        older(attempt, hours=hours - 20 - 2 * number)


def test_too_little_history_promises_nothing(cohort):
    history(7, hours=30)

    assert expected.wait(cohort) is None


def test_the_expected_wait_is_a_range_rounded_up(cohort):
    history(8, hours=40)

    assert vars(expected.wait(cohort)) == {"low": 41, "high": 41, "nearly_all": 41, "count": 8}


def test_old_history_says_nothing(cohort, clock):
    history(8, hours=40)
    clock.shift(31 * 24 * 3600)

    assert expected.wait(cohort) is None


# -- The page ------------------------------------------------------------------------------------


@pytest.fixture
def site(client, ada):
    client.force_login(ada)
    client.cookies["django_language"] = "en"
    return client


def test_both_doors_stand_on_the_page(site, attempt, bob):
    offer(bob)

    page = site.get(reverse("peer_review:book", args=[attempt.pk])).content.decode()

    assert "Find me evaluators" in page
    assert "Or pick a time" in page
    assert "cannot be said yet" in page


def test_one_click_without_hours_means_the_usual_ones(site, attempt):
    site.post(reverse("peer_review:find", args=[attempt.pk]))

    row = waiting.of_attempt(attempt)
    assert (row.opens, row.closes) == (36, 88)


def test_days_on_which_the_team_does_not_come_are_ticked_on_the_page(site, attempt):
    hours = {"opens": "10:00", "closes": "20:00", "away": ["2026-03-03", "2026-03-05"]}
    site.post(reverse("peer_review:find", args=[attempt.pk]), hours)

    page = site.get(reverse("peer_review:book", args=[attempt.pk])).content.decode()

    assert waiting.of_attempt(attempt).away == hours["away"]
    assert page.count("checked") == 2
    assert page.count('name="away"') == 7


def test_a_day_that_is_not_on_the_list_is_refused(site, attempt):
    find = reverse("peer_review:find", args=[attempt.pk])

    page = site.post(find, {"away": "2027-01-01"}, follow=True).content.decode()

    assert "Choose two times of the day." in page
    assert waiting.of_attempt(attempt) is None


def test_finding_books_or_waits_and_says_so(site, attempt, bob):
    find, hours = reverse("peer_review:find", args=[attempt.pk]), {"opens": "09:00", "closes": "22:00"}

    page = site.post(find, hours, follow=True).content.decode()
    assert "You are on the waiting list" in page

    offer(bob)
    waiting.serve(make_cohort())
    page = site.get(reverse("peer_review:book", args=[attempt.pk])).content.decode()
    assert "All evaluations of this attempt are booked." in page


def test_the_team_may_stop_on_the_page(site, attempt, ada):
    waiting.ask(attempt, by=ada)

    site.post(reverse("peer_review:stop-waiting", args=[attempt.pk]))

    assert state_of(attempt) == State.WITHDRAWN


def test_a_team_that_waits_keeps_its_panel_when_it_owes_time(site, attempt, ada):
    waiting.ask(attempt, by=ada)
    set_rules(pledge_factor=1)

    page = site.get(reverse("peer_review:book", args=[attempt.pk])).content.decode()

    assert "You are on the waiting list" in page
    assert "nothing is booked for you until it offers time again" in page
    assert "Offer 1 more piece of time for others first" in page


def test_nonsense_hours_are_refused_with_a_sentence(site, attempt):
    find = reverse("peer_review:find", args=[attempt.pk])

    page = site.post(find, {"opens": "99:00", "closes": "x"}, follow=True).content.decode()

    assert "Choose two times of the day." in page


def test_the_page_asks_as_many_questions_for_many_times_as_for_one(site, attempt, bob):
    address = reverse("peer_review:book", args=[attempt.pk])
    slots.open(bob, at(4), at(4, 30))
    site.get(address)
    with CaptureQueriesContext(connection) as for_one:
        site.get(address)
    for login in ("dan", "eve", "fay"):
        offer(make_trainee(login), start=5)
    with CaptureQueriesContext(connection) as for_many:
        site.get(address)

    assert len(for_many) == len(for_one)
    assert quarters.start(quarters.at(at(4))) == at(4)


def test_nobody_is_promised_as_evaluator_while_another_evaluates_their_team(ada, bob, cho, caplog):
    project = make_project()
    waiting.ask(make_attempt(project, ada), by=ada)
    waiting.ask(make_attempt(project, bob), by=bob)
    make_attempt(project, cho)
    slots.open(bob, at(4), at(4, 30))  # may evaluate ada, while cho would evaluate bob
    slots.open(cho, at(4), at(4, 30))
    caplog.clear()

    waiting.serve(make_cohort())

    assert Evaluation.objects.count() == 1
    assert not caplog.records  # seen before anybody was asked
