import pytest

from peer_review import attendance, booking, points, tasks
from peer_review.attendance import MOST_WRONG_CODES
from peer_review.models import Evaluation
from projects.refusals import Refused
from tests.peer_review.making import at, book, check_in_both, make_attempt, make_project, meet, offer

State = Evaluation.State


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


@pytest.fixture
def at_the_time(booked, clock):
    clock.move_to(booked.starts_at)
    return booked


def test_each_side_checks_in_for_itself_from_a_quarter_before(booked, ada, bob, clock):
    clock.move_to(at(3, 45))

    attendance.check_in(booked, by=ada)
    booked.refresh_from_db()
    assert (booked.team_checked_in_at, booked.evaluator_checked_in_at) == (at(3, 45), None)

    attendance.check_in(booked, by=bob)
    booked.refresh_from_db()
    assert booked.evaluator_checked_in_at == at(3, 45)


def test_checking_in_earlier_is_refused(booked, ada, clock):
    clock.move_to(at(3, 44))

    with pytest.raises(Refused, match="from 15 minutes before"):
        attendance.check_in(booked, by=ada)


def test_checking_in_again_keeps_the_first_time(at_the_time, ada, clock):
    attendance.check_in(at_the_time, by=ada)
    clock.shift(60)

    assert attendance.check_in(at_the_time, by=ada).team_checked_in_at == at(4)


def test_strangers_do_not_check_in(at_the_time, cho):
    with pytest.raises(Refused, match="no part"):
        attendance.check_in(at_the_time, by=cho)


def test_the_code_of_the_team_proves_the_meeting(at_the_time, bob):
    evaluation = check_in_both(at_the_time)

    attendance.confirm(evaluation, by=bob, code=f" {evaluation.code} ")

    assert evaluation.met_at == at(4)


def test_a_wrong_code_is_refused_and_counted(at_the_time, bob):
    evaluation = check_in_both(at_the_time)

    with pytest.raises(Refused, match="not the code"):
        attendance.confirm(evaluation, by=bob, code=wrong(evaluation.code))

    evaluation.refresh_from_db()
    assert (evaluation.met_at, evaluation.wrong_codes) == (None, 1)


def test_guessing_ends_soon_even_with_the_right_code(at_the_time, bob):
    evaluation = check_in_both(at_the_time)
    for _ in range(MOST_WRONG_CODES):
        with pytest.raises(Refused, match="not the code"):
            attendance.confirm(evaluation, by=bob, code=wrong(evaluation.code))

    with pytest.raises(Refused, match="Too many wrong codes"):
        attendance.confirm(evaluation, by=bob, code=evaluation.code)


@pytest.mark.parametrize("here", ["nobody", "ada", "bob"])
def test_the_code_counts_only_when_both_have_checked_in(at_the_time, ada, bob, here):
    if here != "nobody":
        attendance.check_in(at_the_time, by={"ada": ada, "bob": bob}[here])

    with pytest.raises(Refused, match="Both sides check in first"):
        attendance.confirm(at_the_time, by=bob, code=at_the_time.code)


def test_only_the_evaluator_types_the_code(at_the_time, ada):
    evaluation = check_in_both(at_the_time)

    with pytest.raises(Refused, match="Only the evaluator"):
        attendance.confirm(evaluation, by=ada, code=evaluation.code)


def test_letters_of_other_scripts_are_simply_a_wrong_code(at_the_time, bob):
    evaluation = check_in_both(at_the_time)

    with pytest.raises(Refused, match="not the code"):
        attendance.confirm(evaluation, by=bob, code="일이삼사오육")


def test_after_the_meeting_nobody_cancels(booked, ada, clock):
    clock.move_to(at(3, 50))
    meet(booked)

    with pytest.raises(Refused, match="too late to cancel"):
        booking.cancel(booked, by=ada)


def test_a_team_that_does_not_come_pays_the_evaluator(at_the_time, ada, bob, clock):
    attendance.check_in(at_the_time, by=bob)
    clock.move_to(at(4, 15))

    evaluation = attendance.report_no_show(at_the_time, by=bob)

    assert evaluation.state == State.NO_SHOW_TEAM
    assert (points.balance(ada), points.balance(bob)) == (4, 6)


def test_an_evaluator_who_does_not_come_pays_a_fine(at_the_time, ada, bob, clock):
    attendance.check_in(at_the_time, by=ada)
    clock.move_to(at(4, 15))

    evaluation = attendance.report_no_show(at_the_time, by=ada)

    assert evaluation.state == State.NO_SHOW_EVALUATOR
    assert (points.balance(ada), points.balance(bob)) == (5, 4)


def test_nobody_is_absent_before_the_grace_is_over(at_the_time, bob, clock):
    attendance.check_in(at_the_time, by=bob)
    clock.move_to(at(4, 14))

    with pytest.raises(Refused, match="15 minutes after the start"):
        attendance.report_no_show(at_the_time, by=bob)


def test_only_who_came_reports(at_the_time, ada, clock):
    clock.move_to(at(4, 20))

    with pytest.raises(Refused, match="Check in first"):
        attendance.report_no_show(at_the_time, by=ada)


def test_when_both_checked_in_nobody_is_reported(at_the_time, ada, clock):
    check_in_both(at_the_time)
    clock.move_to(at(4, 20))

    with pytest.raises(Refused, match="Both sides have checked in"):
        attendance.report_no_show(at_the_time, by=ada)


def test_strangers_report_nobody(at_the_time, cho, clock):
    clock.move_to(at(4, 20))

    with pytest.raises(Refused, match="no part"):
        attendance.report_no_show(at_the_time, by=cho)


def test_after_a_no_show_the_team_can_book_again(at_the_time, attempt, ada, cho, clock):
    attendance.check_in(at_the_time, by=ada)
    clock.move_to(at(4, 15))
    attendance.report_no_show(at_the_time, by=ada)
    offer(cho, start=6)

    assert book(attempt, start=6).evaluator == cho


@pytest.mark.parametrize(
    ("came", "state", "ada_has", "bob_has"),
    [
        ((), State.VOID, 5, 5),
        (("ada",), State.NO_SHOW_EVALUATOR, 5, 4),
        (("bob",), State.NO_SHOW_TEAM, 4, 6),
        (("ada", "bob"), State.VOID, 5, 5),
    ],
)
def test_a_day_later_the_clock_closes_what_nobody_closed(
    at_the_time, ada, bob, clock, came, state, ada_has, bob_has
):
    people = {"ada": ada, "bob": bob}
    for login in came:
        attendance.check_in(at_the_time, by=people[login])
    clock.move_to(at(4 + 24))

    tasks.close_overdue()

    at_the_time.refresh_from_db()
    assert (at_the_time.state, at_the_time.ended_by) == (state, None)
    assert (points.balance(ada), points.balance(bob)) == (ada_has, bob_has)


def test_a_sheet_that_was_never_filled_is_void_after_a_day_and_earns_nothing(met, ada, bob, clock):
    clock.move_to(at(4 + 24))

    tasks.close_overdue()

    met.refresh_from_db()
    assert met.state == State.VOID
    assert (points.balance(ada), points.balance(bob)) == (5, 5)


def test_the_clock_waits_a_whole_day_and_closes_once(at_the_time, clock):
    clock.move_to(at(4 + 24, -1))
    tasks.close_overdue()
    at_the_time.refresh_from_db()
    assert at_the_time.state == State.BOOKED

    clock.move_to(at(4 + 24))
    tasks.close_overdue()
    tasks.close_overdue()
    at_the_time.refresh_from_db()
    assert at_the_time.state == State.VOID


def test_one_evaluation_that_cannot_be_closed_holds_up_no_other(booked, bob, cho, clock, caplog):
    booked.entries.all().update(reason="earn")  # damaged: the refund finds no price
    offer(bob, start=6)
    other = book(make_attempt(make_project("second"), cho), start=6)
    clock.move_to(at(6 + 24))

    tasks.close_overdue()

    other.refresh_from_db()
    assert other.state == State.VOID
    assert f"close_overdue failed for Evaluation {booked.key}" in caplog.text
    booked.entries.all().update(reason="hold")  # mended, or the books would not add up
    booked.entries.all().update(reason="hold")
