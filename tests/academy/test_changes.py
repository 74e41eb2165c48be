"""The page of what a team has changed between two hand-ins, and who may read it."""

import pytest
from django.urls import reverse

from academy.trainee import changes as page
from academy.trainee import differences
from peer_review.models import Evaluation
from projects import attempts, changes
from projects.models import Attempt
from tests.making import make_person, make_submission, make_team
from tests.peer_review import making as peers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def signed_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def read(client, submission, **query):
    return client.get(f"/hand-ins/{submission.pk}/changes/", query).content.decode()


def hand_in(team, text, **files):
    named = {name: (content, False) for name, content in files.items()}
    return make_submission(team, files={"main.py": (text, False), **named})


@pytest.fixture
def ada(time_machine):
    time_machine.move_to(peers.NOW)
    return peers.make_trainee("ada")


@pytest.fixture
def team(ada):
    return make_team(peers.make_project(retry_days=[0]), ada)


@pytest.fixture
def two_attempts(team, ada):
    """The first was returned; of the second two hand-ins, the second one pinned and under evaluation."""
    first = hand_in(team, b"x = 1\n")
    attempts.close(first.attempt, submission=first, by=ada)
    attempts.return_to_team(first.attempt, grader_score=10)
    attempts.open_next(team)
    second = hand_in(team, b"x = 2\n")
    third = hand_in(team, b"x =  3\n", data=b"\0\1")
    attempts.to_evaluation(attempts.close(third.attempt, submission=third, by=ada), grader_score=100)
    return first, second, third


def test_the_team_reads_what_it_changed_since_the_last_attempt(client, ada, two_attempts):
    first, second, third = two_attempts

    told = read(signed_in(client, ada), third)
    since_second = read(client, third, since=second.pk)

    assert "<mark>1</mark>" in told
    assert "<mark>2</mark>" in since_second
    assert "2\xa0bytes now." in told
    assert f'<option value="{first.pk}" selected>' in told


def test_an_evaluator_reads_pinned_work_alone_and_only_once_the_names_are_known(
    client, two_attempts, time_machine
):
    first, second, third = two_attempts
    eve = peers.make_trainee("eve")
    peers.offer(eve)
    peers.book(Attempt.objects.get(pk=third.attempt_id))
    signed_in(client, eve)

    before = client.get(f"/hand-ins/{third.pk}/changes/").status_code
    time_machine.move_to(peers.at(4))
    told = read(client, third)
    room = client.get(reverse("peer_review:room", args=[Evaluation.objects.get().key])).content.decode()

    assert before == 404
    assert f'href="/hand-ins/{third.pk}/changes/"' in room
    assert f'value="{first.pk}"' in told
    assert f'value="{second.pk}"' not in told
    for other in (first, second):
        assert client.get(f"/hand-ins/{other.pk}/changes/").status_code == 404


def test_a_stranger_finds_nothing(client, two_attempts):
    signed_in(client, peers.make_trainee("bob"))

    assert [client.get(f"/hand-ins/{one.pk}/changes/").status_code for one in two_attempts] == [404] * 3


def test_the_first_hand_in_has_nothing_to_be_compared_with(client, two_attempts):
    signed_in(client, make_person("sora", role="staff"))

    assert "This is the first hand-in." in read(client, two_attempts[0])


def test_after_too_many_lines_files_are_only_named():
    text = "".join(f"{number}\n" for number in range(page.MOST_LINES)).encode()
    new = {f"f{number}": (text, False) for number in range(5)}

    files = page.shown(changes.between({}, new))

    assert [file.lines is None for file in files] == [False] * 4 + [True]


def test_the_end_of_a_line_and_very_long_lines_are_shown_without_a_search():
    [old, new] = differences.lines("a\r\n", "a\n")
    [long, _other] = differences.lines("x" * 100_000, "y" * 100_000)

    assert "".join(part.text for part in old.parts) == "a␍¶"
    assert "".join(part.text for part in new.parts) == "a¶"
    assert [part.changed for part in long.parts] == [False]
