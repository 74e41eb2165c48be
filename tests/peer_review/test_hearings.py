import pytest
from django.db import IntegrityError, transaction

from academy import journey
from peer_review import booking, evaluations, hearings, tasks
from peer_review.models import Evaluation, Hearing
from projects import experience
from projects.refusals import Refused
from tests.peer_review.making import COMMENT, PERFECT, at, fill, hear, make_attempt, make_project, meet, offer
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture

WHY = "Line for line the same as on the web."


def uphold(evaluation, sora):
    return evaluations.decide(evaluation, by=sora, upheld=True, reason=WHY)


def report(attempt, evaluator, start, clock):
    offer(evaluator, start=start)
    evaluation = booking.book(attempt, starts_at=at(start), by=attempt.team.members.first())
    clock.move_to(at(start))
    return journey.fill(meet(evaluation), by=evaluator, answers=PERFECT, flag="cheat", comment=COMMENT)


def test_nobody_upholds_a_report_before_the_team_was_heard(met, sora):
    fill(met, flag="cheat")

    with pytest.raises(Refused, match="The team has until"):
        uphold(met, sora)

    hear(met)
    assert uphold(met, sora).mark == -42


def test_a_team_that_lets_its_time_pass_has_been_heard(met, sora, clock):
    fill(met, flag="cheat")
    clock.move_to(at(4 + 47))
    with pytest.raises(Refused, match="Hear it first"):
        uphold(met, sora)

    clock.move_to(at(4 + 48, 1))

    assert uphold(met, sora).mark == -42


def test_in_favour_of_the_team_nobody_has_to_wait(met, sora):
    fill(met, flag="cheat")

    assert evaluations.decide(met, by=sora, upheld=False, reason="A misunderstanding.").state == "dismissed"


def test_the_one_who_reported_does_not_decide(met, bob):
    hear(fill(met, flag="cheat"))
    type(bob).objects.filter(pk=bob.pk).update(role="staff")
    bob.refresh_from_db()

    with pytest.raises(Refused, match="A second person decides"):
        uphold(met, bob)


def test_the_database_refuses_a_decision_by_the_one_who_reported(met, bob):
    fill(met, flag="cheat")

    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=met.pk).update(
            state="done", mark=-42, decided_at=at(9), decided_by=bob, decision_reason="Mine."
        )


def test_the_team_answers_once_and_only_the_team(met, ada, bob, sora):
    fill(met, flag="cheat")
    with pytest.raises(Refused, match="Only the reported team"):
        hearings.answer(met, by=bob, statement="They did.")
    with pytest.raises(Refused, match="Write what happened"):
        hearings.answer(met, by=ada, statement="  ")

    hearings.answer(met, by=ada, statement=" I wrote it on the train. ")

    assert Hearing.objects.get().statement == "I wrote it on the train."
    with pytest.raises(Refused, match="answered already"):
        hearings.answer(met, by=ada, statement="And on the bus.")


def test_after_the_decision_nothing_is_answered(met, ada, sora):
    fill(met, flag="cheat")
    evaluations.decide(met, by=sora, upheld=False, reason="Explained.")

    with pytest.raises(Refused, match="or the report is decided"):
        hearings.answer(met, by=ada, statement="Thank you.")


def test_marks_and_xp_follow_only_the_decision(met, attempt, ada, bob, sora):
    journey.fill(met, by=bob, answers=PERFECT, flag="cheat", comment=COMMENT)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.mark, experience.total_xp(ada)) == ("evaluation", None, 0)

    hear(met)
    journey.decide(met, by=sora, upheld=True, reason=WHY)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.mark, experience.total_xp(ada)) == ("finished", -42, 0)


def test_two_evaluators_who_agree_are_enough_when_the_team_keeps_silent(ada, bob, cho, clock):
    attempt = make_attempt(make_project(evaluations=2), ada)
    reports = [report(attempt, bob, 4, clock), report(attempt, cho, 6, clock)]
    clock.move_to(at(6 + 47))
    tasks.conclude_seconded()
    assert Evaluation.objects.filter(state="referred").count() == 2

    clock.move_to(at(6 + 49))
    tasks.conclude_seconded()

    attempt.refresh_from_db()
    assert attempt.mark == -42
    for evaluation in reports:
        evaluation.refresh_from_db()
        assert evaluation.decided_by != evaluation.evaluator
        assert evaluation.decision_reason.startswith("Two evaluators reported it")


def test_two_reports_wait_for_the_staff_when_the_team_has_answered(ada, bob, cho, clock):
    attempt = make_attempt(make_project(evaluations=2), ada)
    for evaluation in (report(attempt, bob, 4, clock), report(attempt, cho, 6, clock)):
        hear(evaluation)
    clock.move_to(at(80))

    tasks.conclude_seconded()

    assert Evaluation.objects.filter(state="referred").count() == 2


def test_one_report_alone_never_bites_by_itself(met, clock):
    fill(met, flag="cheat")
    clock.move_to(at(200))

    tasks.conclude_seconded()

    met.refresh_from_db()
    assert met.state == "referred"


def test_the_team_answers_on_its_page_and_staff_read_it(site, met, ada, bob, sora):  # noqa: F811
    fill(met, flag="cheat")
    page = site(ada).get(path("evaluation", met.key)).content
    assert path("answer", met.key).encode() in page
    assert path("answer", met.key).encode() not in site(bob).get(path("evaluation", met.key)).content

    site(ada).post(path("answer", met.key), {"statement": "<b>I did it alone.</b>"})

    assert b"&lt;b&gt;I did it alone.&lt;/b&gt;" in site(sora).get(path("evaluation", met.key)).content


def test_the_database_wants_to_know_who_made_a_statement(met):
    with pytest.raises(IntegrityError), transaction.atomic():
        Hearing.objects.create(evaluation=met, answer_until=at(9), statement="Somebody.")
