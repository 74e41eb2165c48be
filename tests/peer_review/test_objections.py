import pytest
from django.db import IntegrityError, transaction

from peer_review import evaluations, objections, points
from peer_review.audit import audit
from peer_review.models import Extra, Objection
from projects import experience
from projects.models import Attempt
from projects.refusals import Refused
from tests.peer_review.making import at, make_attempt, make_project
from tests.peer_review.quality.test_one_more import give, set_rules
from tests.peer_review.test_views import path, site, told  # noqa: F401 -- a fixture

WHY = "The evaluator asked about another project."
SECOND, APPEAL = Objection.Kind.SECOND_OPINION, Objection.Kind.APPEAL


@pytest.fixture
def marked(ada, bob, cohort, clock):
    """Bob gave 60 to Ada's only evaluation: 80 with the grader's 100."""
    set_rules(cohort, asks_one_more=False)
    attempt = make_attempt(make_project("only", evaluations=1), ada)
    give(attempt, bob, 60, clock=clock)
    return Attempt.objects.get(pk=attempt.pk)


def ask(attempt, ada, kind=SECOND, reason=WHY):
    return objections.object_to(attempt, kind=kind, by=ada, reason=reason)


def test_a_second_opinion_costs_a_point_and_the_mark_stands_meanwhile(marked, ada, cohort):
    ask(marked, ada)

    marked.refresh_from_db()
    assert (marked.state, marked.mark) == ("finished", 80)
    assert points.balance(ada) == 3  # one for the evaluation, one put aside
    assert evaluations.missing(marked) == 1
    assert audit(cohort) == []


def test_a_team_that_is_right_gets_its_point_and_its_mark(marked, ada, cho, cohort, clock):
    ask(marked, ada)

    further = give(marked, cho, 100, start=8, clock=clock)

    marked.refresh_from_db()
    objection = Objection.objects.get()
    assert further.paid_by_commons
    assert (objection.state, objection.decided_by) == ("upheld", None)
    assert objection.answer == "The further evaluation gave 100; the others together 60."
    assert points.balance(ada) == 4
    assert (marked.peer_mark, marked.mark, experience.total_xp(ada)) == (80, 90, 90)
    assert [c.cause for c in marked.corrections.all()] == ["second_opinion"]
    assert audit(cohort) == []


def test_a_team_that_is_not_right_pays_and_the_mark_may_fall(marked, ada, cho, cohort, clock):
    ask(marked, ada)

    give(marked, cho, 50, start=8, clock=clock)

    marked.refresh_from_db()
    assert Objection.objects.get().state == "rejected"
    assert points.balance(ada) == 3
    assert (marked.peer_mark, marked.mark, experience.total_xp(ada)) == (55, 77, 0)
    assert audit(cohort) == []


def test_each_way_is_open_once(marked, ada):
    ask(marked, ada)
    ask(marked, ada, APPEAL)

    for kind in (SECOND, APPEAL):
        with pytest.raises(Refused, match="asked for this already"):
            ask(marked, ada, kind)
    assert points.balance(ada) == 2


def test_an_appeal_is_decided_by_staff_who_may_set_the_mark(marked, ada, sora, cohort):
    objection = ask(marked, ada, APPEAL)

    objections.decide(objection, by=sora, upheld=True, reason="You are right.", mark=95)

    marked.refresh_from_db()
    assert (marked.mark, experience.total_xp(ada), points.balance(ada)) == (95, 95, 4)
    assert [(c.cause, c.by) for c in marked.corrections.all()] == [("appeal", sora)]
    assert audit(cohort) == []
    with pytest.raises(Refused, match="answered already"):
        objections.decide(objection, by=sora, upheld=False, reason="Or not.")


def test_a_rejected_appeal_goes_to_the_commons(marked, ada, sora, cohort):
    objections.decide(ask(marked, ada, APPEAL), by=sora, upheld=False, reason="The mark is right.")

    marked.refresh_from_db()
    assert (marked.mark, points.balance(ada)) == (80, 3)
    assert audit(cohort) == []


def test_staff_answer_a_second_opinion_that_nobody_gave(marked, ada, sora, cohort):
    objections.decide(ask(marked, ada), by=sora, upheld=True, reason="Nobody came.", mark=85)

    marked.refresh_from_db()
    assert (marked.mark, points.balance(ada), evaluations.missing(marked)) == (85, 4, 0)
    assert not Extra.objects.exists()
    assert audit(cohort) == []


def test_staff_do_not_answer_for_themselves(marked, ada, bob):
    objection = ask(marked, ada, APPEAL)
    type(bob).objects.filter(pk=bob.pk).update(role="staff")
    bob.refresh_from_db()

    with pytest.raises(Refused, match="Somebody else of the staff"):
        objections.decide(objection, by=bob, upheld=False, reason="I was right.")


def test_only_the_team_objects_in_time_and_with_a_reason(marked, ada, bob, sora, clock):
    with pytest.raises(Refused, match="Only members"):
        ask(marked, bob)
    with pytest.raises(Refused, match="Only staff answer"):
        objections.decide(ask(marked, ada, APPEAL), by=ada, upheld=True, reason="Me.")
    with pytest.raises(Refused, match="Say what you do not agree with"):
        ask(marked, ada, reason="  ")
    clock.move_to(at(4 + 7 * 24, 1))
    with pytest.raises(Refused, match="time to object is over"):
        ask(marked, ada)


def test_without_a_mark_there_is_nothing_to_object_to(attempt, ada):
    with pytest.raises(Refused, match="no mark by peers yet"):
        ask(attempt, ada)


def test_who_has_no_point_cannot_put_one_aside(marked, ada, cohort):
    from peer_review import ledger
    from peer_review.ledger import Kind, Move
    from peer_review.models import Account, Entry

    account = Account.objects.get(user=ada)
    everything = Move(account, ledger.account(cohort, Kind.COMMONS), account.balance)
    ledger.post("spend", reason=Entry.Reason.DONATION, moves=[everything])

    with pytest.raises(Refused, match="Evaluate somebody to earn one"):
        ask(marked, ada)
    assert not Objection.objects.exists()


def test_a_price_of_nothing_moves_nothing(marked, ada, cohort):
    set_rules(cohort, second_opinion_points=0)
    marked.evaluations.get().cohort.refresh_from_db()

    ask(Attempt.objects.get(pk=marked.pk), ada)

    assert points.balance(ada) == 4
    assert audit(cohort) == []


@pytest.mark.parametrize(
    "bad",
    [
        {"reason": ""},
        {"state": "upheld"},
        {"state": "open", "answer": "Yes"},
        {"state": "rejected", "ended_at": at(9)},
    ],
)
def test_the_database_refuses_an_objection_that_is_none(marked, ada, bad):
    row = {"attempt": marked, "kind": SECOND, "by": ada, "reason": WHY, "price": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(**row | bad)


# -- The page -------------------------------------------------------------------------------------


def page(browser, attempt):
    return " ".join(browser.get(path("mark", attempt.pk)).content.decode().split())


def test_anyone_of_the_team_can_follow_the_sum(site, marked, ada, cho, clock):  # noqa: F811
    ask(marked, ada)
    give(marked, cho, 100, start=8, clock=clock)

    text = page(site(ada), marked)

    assert "60 + 100 = 160; 160 ÷ 2 = 80.00, rounded down: <strong>80</strong>" in text
    assert "(grader 100 + peers 80) ÷ 2 = <strong>90</strong>" in text
    assert "Bob Kim" in text
    assert "80 → <strong>90</strong>" in text
    assert "calibrated estimate" not in text


def test_staff_see_the_estimate_and_correct_with_a_reason(site, marked, ada, sora):  # noqa: F811
    browser = site(sora)
    assert "For staff: the calibrated estimate is" in page(browser, marked)

    browser.post(path("correct", marked.pk), {"act": "set", "mark": "99", "reason": "A bad hour."})
    assert "80 → <strong>99</strong>" in page(site(ada), marked)
    assert "A bad hour." in page(site(ada), marked)

    site(sora).post(path("correct", marked.pk), {"act": "undo", "reason": "It was right."})
    marked.refresh_from_db()
    assert marked.mark == 80


def test_a_team_objects_and_staff_answer_on_the_page(site, marked, ada, sora):  # noqa: F811
    site(ada).post(path("object", marked.pk), {"kind": "appeal", "reason": "<i>Unfair</i>"})
    assert "&lt;i&gt;Unfair&lt;/i&gt;" in page(site(sora), marked)

    values = {"act": "uphold", "objection": Objection.objects.get().pk, "mark": "88", "reason": "Agreed."}
    site(sora).post(path("correct", marked.pk), values)

    marked.refresh_from_db()
    assert (marked.mark, Objection.objects.get().state) == (88, "upheld")


def test_machine_and_peers_that_disagree_are_shown(site, marked, ada):  # noqa: F811
    assert "Machine and peers say different things" in page(site(ada), marked)


def test_who_evaluates_is_named_only_when_both_may_know(site, attempt, ada, booked):  # noqa: F811
    assert "Bob" not in page(site(ada), attempt)


@pytest.mark.parametrize(
    "values", [{"act": "set"}, {"act": "set", "mark": "9", "reason": ""}, {"act": "undo", "reason": "x"}]
)
def test_a_correction_without_mark_or_reason_is_refused_with_a_sentence(site, marked, sora, values):  # noqa: F811
    answer = site(sora).post(path("correct", marked.pk), values)

    assert len(told(answer)) == 1
    marked.refresh_from_db()
    assert marked.mark == 80
