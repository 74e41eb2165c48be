"""The curriculum as a picture, and why something in it is closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy.people.models import Enrolment
from academy.trainee import graph
from projects import attempts, obstacles, teams
from projects.models import Window
from projects.standing import standing_of
from tests.making import make_closed, make_cohort, make_finished, make_person, make_team
from tests.peer_review.making import make_project, make_trainee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def drawn_for(person):
    return graph.draw(standing_of(person))


def obstacles_for(person, slug="first-steps"):
    return [str(lock) for lock in obstacles.of(standing_of(person))[slug]]


def test_the_graph_lights_the_way_from_a_validated_project():
    ada, first = make_trainee("ada"), make_project("first")
    second = make_project("second", circle=1)
    second.requires.add(first)
    make_finished(make_team(first, ada))

    drawn = drawn_for(ada)

    assert [(node.place.project.slug, node.state) for node in drawn.nodes] == [
        ("first", "validated"),
        ("second", "open"),
    ]
    assert [edge.lit for edge in drawn.edges] == [True]
    assert [circle.number for circle in drawn.circles] == [0, 1]


def test_the_graph_draws_no_way_through_a_project():
    first, _between, third = (make_project(name) for name in ("first", "between", "third"))
    third.requires.add(first)

    [edge] = drawn_for(make_trainee("ada")).edges

    assert edge.start.x == edge.end.x
    assert "V" not in edge.path


def test_the_graph_draws_no_way_across_a_circle():
    first, second = make_project("first"), make_project("second", circle=1)
    third = make_project("third", circle=2)
    third.requires.add(first, second)

    [edge] = drawn_for(make_trainee("ada")).edges

    assert edge.start.place.project == second


def test_a_node_says_why_it_is_closed_and_the_page_links_what_opens_it(client):
    ada, first = make_trainee("ada"), make_project("first")
    make_project("second", requires=[first], hours=12)
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/curriculum/").content.decode()

    assert 'aria-label="Second 100 XP · 12 hours. Locked. Validate first: First."' in page
    assert 'Validate first: <a href="/projects/first/">First</a>' in page


def test_of_a_closed_circle_the_nearest_projects_are_named_and_the_rest_is_counted():
    for circle in range(3):
        make_project(f"p{circle}", circle=circle)

    [lock] = standing_of(make_trainee("ada")).places["p2"].locks

    assert [project.slug for project in lock.nearest] == ["p0"]
    assert lock.later == 1


def test_a_project_with_its_time_is_closed_until_then():
    ada, sora = make_trainee("ada"), make_person("sora", role="staff")
    rush = make_project(window_hours=48)
    never = obstacles_for(ada)
    opens_at = timezone.now() + timedelta(days=2)
    window = Window.objects.create(
        project=rush,
        cohort=make_cohort(),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=2),
        set_by=sora,
    )

    [lock] = obstacles.of(standing_of(ada))["first-steps"]
    assert never == ["It is closed now. The staff say when it opens."]
    assert (str(lock), lock.until) == ("It is closed now and opens by itself.", opens_at)
    assert drawn_for(ada).nodes[0].state == "locked"

    Window.objects.filter(pk=window.pk).update(opens_at=timezone.now())
    assert obstacles_for(ada) == []


def test_after_a_failure_the_wait_is_told():
    ada = make_trainee("ada")
    team = make_team(make_project(retry_days=[3]), ada)
    attempt = attempts.return_to_team(make_closed(team), grader_score=10)

    [lock] = obstacles.of(standing_of(ada))["first-steps"]

    assert lock.until == attempt.retry_at


def test_a_team_that_is_too_small_is_told_how_many_it_lacks():
    ada = make_trainee("ada")
    teams.create(make_project(team_min=3, team_max=3), leader=ada)

    assert obstacles_for(ada) == ["Your team needs 2 more people: invite them."]


def test_a_frozen_enrolment_is_told():
    ada = make_trainee("ada")
    make_project()
    Enrolment.objects.update(state="frozen")

    assert obstacles_for(ada)[0].startswith("Your enrolment is frozen.")
