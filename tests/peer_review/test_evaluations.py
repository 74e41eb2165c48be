import pytest

from peer_review import booking, evaluations, points
from peer_review.models import Evaluation
from projects.refusals import Refused
from tests.peer_review.making import (
    COMMENT,
    PERFECT,
    at,
    book,
    fill,
    hear,
    make_attempt,
    make_project,
    make_trainee,
    meet,
    offer,
)

State = Evaluation.State


def test_a_filled_sheet_gives_a_mark_and_pays_the_evaluator(met, ada, bob):
    evaluation = fill(met, {"runs": True, "style": 4}, comment=f"  {COMMENT}\n")

    assert (evaluation.state, evaluation.mark, evaluation.flag) == (State.DONE, 90, "ok")
    assert evaluation.answers == {"runs": True, "style": 4, "more": 0}
    assert evaluation.comment == COMMENT
    assert (points.balance(ada), points.balance(bob)) == (4, 6)


def test_the_time_of_a_filled_evaluation_stays_taken(met):
    fill(met)

    assert met.presences.count() == 4
    assert met.slots.count() == 2


def test_a_negative_flag_makes_the_mark_zero(met):
    assert fill(met, flag="crash").mark == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"comment": "Too short."}, "at least 30 characters"),
        ({"comment": " " * 40}, "at least 30 characters"),
        ({"flag": "leaks"}, "Choose one of the flags"),
        ({"flag": "concerning"}, "Choose one of the flags"),
        ({"flag": ""}, "Choose one of the flags"),
        ({"answers": {"made-up": True}}, "do not fit the sheet"),
        ({"answers": {"runs": 7}}, "do not fit the sheet"),
    ],
)
def test_a_sheet_that_is_not_complete_is_refused_and_pays_nobody(met, bob, values, sentence):
    with pytest.raises(Refused, match=sentence):
        fill(met, **values)

    met.refresh_from_db()
    assert met.state == State.BOOKED
    assert points.balance(bob) == 5


def test_the_sheet_opens_with_the_meeting(booked):
    with pytest.raises(Refused, match="code from the team's screen"):
        fill(booked)


@pytest.mark.parametrize("login", ["ada", "cho"])
def test_only_the_evaluator_fills_the_sheet(met, ada, cho, login):
    with pytest.raises(Refused, match="Only the evaluator"):
        evaluations.fill(met, by={"ada": ada, "cho": cho}[login], answers=PERFECT, flag="ok", comment=COMMENT)


def test_a_sheet_is_filled_once(met, bob):
    fill(met)

    with pytest.raises(Refused, match="already over"):
        fill(met)
    assert points.balance(bob) == 6


def test_a_word_to_the_staff_changes_nothing_else(met, bob):
    evaluations.tell_staff(met, by=bob, concern=" They cried. ")

    evaluation = fill(met)
    assert (evaluation.concern, evaluation.mark) == ("They cried.", 100)


@pytest.mark.parametrize("login", ["ada", "cho"])
def test_only_the_evaluator_has_a_word_with_the_staff(met, ada, cho, login):
    with pytest.raises(Refused, match="Only the evaluator"):
        evaluations.tell_staff(met, by={"ada": ada, "cho": cho}[login], concern="x")


def test_reported_cheating_waits_for_the_staff_and_the_evaluator_is_paid(met, attempt, bob):
    evaluation = fill(met, flag="cheat")

    assert (evaluation.state, evaluation.mark) == (State.REFERRED, None)
    assert evaluations.peer_mark(attempt) is None
    assert evaluations.missing(attempt) == 0
    assert points.balance(bob) == 6


def test_upheld_cheating_is_minus_42(met, attempt, sora):
    hear(fill(met, flag="cheat"))

    evaluation = evaluations.decide(met, by=sora, upheld=True, reason=" Copied from the web. ")

    assert (evaluation.state, evaluation.mark) == (State.DONE, -42)
    assert (evaluation.decided_by, evaluation.decision_reason) == (sora, "Copied from the web.")
    assert evaluations.peer_mark(attempt) == -42


def test_dismissed_cheating_sets_the_evaluation_aside_and_the_commons_pays_another(
    met, attempt, ada, bob, cho, sora
):
    fill(met, flag="cheat")

    evaluation = evaluations.decide(met, by=sora, upheld=False, reason="They explained every line.")

    assert (evaluation.state, evaluation.mark) == (State.DISMISSED, None)
    assert evaluations.missing(attempt) == 1
    offer(cho, start=8)
    another = book(attempt, start=8)
    assert (another.evaluator, another.paid_by_commons) == (cho, True)
    assert (points.balance(ada), points.balance(bob)) == (4, 6)
    assert evaluations.owed_by_commons(attempt) == 0


def test_the_mint_pays_when_the_commons_is_empty(met, attempt, cohort, cho, sora):
    from peer_review import ledger
    from peer_review.models import Account

    fill(met, flag="cheat")
    evaluations.decide(met, by=sora, upheld=False, reason="Explained.")
    commons, sink = ledger.account(cohort, "commons"), ledger.account(cohort, "sink")
    ledger.post("test:burn", reason="grant", moves=[ledger.Move(commons, sink, commons.balance)])
    before = Account.objects.get(kind="mint").balance

    offer(cho, start=8)
    book(attempt, start=8)

    assert Account.objects.get(kind="mint").balance == before - 1


def test_a_free_evaluation_that_is_called_off_early_is_free_again(met, attempt, ada, cho, sora):
    fill(met, flag="cheat")
    evaluations.decide(met, by=sora, upheld=False, reason="Explained.")
    offer(cho, start=20)
    booking.cancel(book(attempt, start=20), by=ada)

    assert book(attempt, start=20).paid_by_commons


def test_a_free_evaluation_that_is_wasted_was_the_last_free_one(met, attempt, ada, cho, sora, clock):
    fill(met, flag="cheat")
    evaluations.decide(met, by=sora, upheld=False, reason="Explained.")
    offer(cho, start=8)
    evaluation = book(attempt, start=8)
    clock.move_to(at(7))
    booking.cancel(evaluation, by=ada)

    assert not book(attempt, start=8).paid_by_commons


@pytest.mark.parametrize("upheld", [True, False])
def test_staff_decide_once(met, sora, upheld):
    hear(fill(met, flag="cheat"))
    evaluations.decide(met, by=sora, upheld=upheld, reason="Heard both.")

    with pytest.raises(Refused, match="nothing to decide"):
        evaluations.decide(met, by=sora, upheld=not upheld, reason="Again.")


def test_only_staff_decide(met, ada):
    fill(met, flag="cheat")

    with pytest.raises(Refused, match="Only staff"):
        evaluations.decide(met, by=ada, upheld=False, reason="I did not.")


def test_a_decision_has_a_reason(met, sora):
    fill(met, flag="cheat")

    with pytest.raises(Refused, match="Say why"):
        evaluations.decide(met, by=sora, upheld=True, reason="  ")


def test_there_is_nothing_to_decide_about_an_ordinary_evaluation(met, sora):
    fill(met)

    with pytest.raises(Refused, match="nothing to decide"):
        evaluations.decide(met, by=sora, upheld=True, reason="Why not.")


def test_the_peer_mark_is_the_floor_of_the_mean_once_all_are_done(ada, bob, cho, clock):
    attempt = make_attempt(make_project(evaluations=2), ada)
    first = finish(attempt, bob, 4, clock, {"runs": True, "style": 4})
    assert evaluations.peer_mark(attempt) is None

    finish(attempt, cho, 6, clock, {"runs": True, "style": 5, "more": 3})

    assert first.mark == 90
    assert evaluations.peer_mark(attempt) == (90 + 115) // 2


def test_evaluations_that_did_not_take_place_do_not_count(ada, bob, cho, clock):
    attempt = make_attempt(make_project(), ada)
    offer(bob)
    booking.cancel(book(attempt), by=ada)
    finish(attempt, cho, 6, clock, PERFECT)

    assert evaluations.peer_mark(attempt) == 100


def test_one_proven_case_of_cheating_decides_over_all(ada, bob, cho, sora, clock):
    attempt = make_attempt(make_project(evaluations=2), ada)
    finish(attempt, bob, 4, clock, PERFECT)
    accused = finish(attempt, cho, 6, clock, PERFECT, flag="cheat")
    hear(accused)
    evaluations.decide(accused, by=sora, upheld=True, reason="Copied.")

    assert evaluations.peer_mark(attempt) == -42


def finish(attempt, evaluator, hour, clock, answers, flag="ok"):
    offer(evaluator, start=hour)
    evaluation = book(attempt, start=hour)
    clock.move_to(at(hour))
    return fill(meet(evaluation), answers, flag=flag)


def test_an_attempt_that_nobody_evaluates_has_no_peer_mark(db):
    attempt = make_attempt(make_project(evaluations=0), make_trainee("ada"))

    assert evaluations.peer_mark(attempt) is None
