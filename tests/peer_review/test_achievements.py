import pytest

from peer_review import achievements, feedback
from peer_review.models import Evaluation, StandbyCall
from projects import attempts, experience
from tests import making as rows
from tests.peer_review.making import fill, make_project, make_trainee
from tests.projects.sitting import make_exam


def earned(user):
    return {one.rule.name for one in achievements.of(user) if one.at}


def finished(project, *people, mark=100):
    attempt = rows.make_finished(rows.make_team(project, *people), score=mark, peer=mark)
    experience.pay(attempt)
    return attempt


def test_somebody_new_sees_every_rule_and_has_earned_nothing(ada):
    found = achievements.of(ada)

    assert [one.rule for one in found] == list(achievements.RULES)
    assert {(one.have, one.at, one.url) for one in found} == {(0, None, "")}


def test_the_first_validated_project_is_said_with_its_cause(ada, project):
    attempt = finished(project, ada, mark=90)
    finished(make_project("second"), ada)

    found = {one.rule.name: one for one in achievements.of(ada)}

    assert found["first-project"].at == attempt.ended_at
    assert found["first-project"].url == "/projects/first-steps/"
    assert earned(ada) == {"first-project", "perfect"}


def test_what_was_not_passed_counts_for_nothing(ada, project):
    finished(project, ada, mark=79)

    assert earned(ada) == set()


def test_a_team_earns_it_together(ada, bob):
    finished(make_project("pair", team_min=2, team_max=2), ada, bob, mark=85)

    assert earned(ada) == earned(bob) == {"first-project", "together"}


def test_the_third_attempt_is_one_for_the_patient(ada, project, clock):
    team = rows.make_team(project, ada)
    for mark in (10, 20, 85):
        attempts.finish(rows.make_under_evaluation(team, score=mark), peer_mark=mark)
        clock.shift(10 * 24 * 3600)
        if mark < 80:
            attempts.open_next(team)

    assert earned(ada) == {"first-project", "persistent"}


def test_an_exam_passed_at_once(ada, project):
    attempt = finished(project, ada)
    assert "exam-at-once" not in earned(ada)

    project = attempt.team.project
    project.exam = make_exam()[0].exam
    project.save()

    assert "exam-at-once" in earned(ada)


def test_an_evaluation_counts_once_it_is_given_and_looking_twice_changes_nothing(met, bob):
    assert earned(bob) == set()

    fill(met)

    assert earned(bob) == earned(bob) == {"first-evaluation"}


def test_ten_rigorous_evaluations_are_counted_by_what_the_teams_say(met, ada, bob):
    fill(met)
    grades = {"nice": 5, "interested": 5, "punctual": 5, "comment": "Thank you."}
    feedback.give(Evaluation.objects.get(pk=met.pk), by=ada, rigorous=4, **grades)

    found = {one.rule.name: one for one in achievements.of(bob)}

    assert (found["ten-rigorous"].have, found["ten-rigorous"].at) == (1, None)
    assert found["forty-given"].percent == 2


def test_who_took_over_from_standby_was_there(met, clock):
    cho = make_trainee("cho")
    StandbyCall.objects.create(evaluation=met, user=cho, state="accepted", answered_at=met.met_at)

    assert earned(cho) == {"stood-in"}


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_however_much_somebody_has_done(ada, django_assert_num_queries, count):
    for number in range(count):
        finished(make_project(f"p{number}"), ada)

    with django_assert_num_queries(3):
        achievements.of(ada)
