"""One of several tracks: chosen, changed in time, and what it closes."""

import pytest

from academy.people.models import StaffAct
from projects import teams, tracks
from projects.models import Attempt, TrackChoice
from projects.refusals import Refused
from projects.standing import State, standing_of
from tests.making import make_finished, make_person, make_project, make_submission, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def tracked(name, **fields):
    return make_project(f"{name}-project", track=name, track_title_en=name.title(), circle=7, **fields)


@pytest.fixture
def energy(db):
    return tracked("energy")


@pytest.fixture
def health(db):
    return tracked("health")


@pytest.fixture
def ada():
    return make_person("ada")


def locks(user, project):
    return [str(lock) for lock in standing_of(user).places[project.slug].locks]


def test_every_track_is_closed_before_the_choice(ada, energy, health):
    assert locks(ada, energy) == ["Choose a track first: Energy is one of them."]
    assert locks(ada, health) == ["Choose a track first: Health is one of them."]
    with pytest.raises(Refused, match="Choose a track first"):
        teams.create(energy, leader=ada)


def test_the_choice_opens_one_track_and_closes_the_others(ada, energy, health):
    tracks.choose(ada, "energy")

    assert locks(ada, energy) == []
    assert locks(ada, health) == ["You go another track; this project belongs to Health."]


def test_what_comes_after_asks_only_for_the_own_track(ada, energy, health):
    last = make_project("hackathon", circle=8)
    before = locks(ada, last)
    tracks.choose(ada, "energy")
    chosen = locks(ada, last)
    make_finished(make_team(energy, ada))

    assert before == ["Choose a track, and validate its project first."]
    assert chosen == [
        "Circle 8 opens when the circles before it are complete. Still missing: Energy project."
    ]
    assert standing_of(ada).places["hackathon"].state is State.OPEN


def test_the_track_may_change_until_work_was_handed_in(ada, energy, health):
    tracks.choose(ada, "energy")
    tracks.choose(ada, "health")
    make_submission(make_team(health, ada))

    with pytest.raises(Refused, match="can no longer be changed"):
        tracks.choose(ada, "energy")

    assert TrackChoice.objects.get().track == "health"


def test_a_team_is_left_before_its_track(ada, energy, health):
    tracks.choose(ada, "energy")
    teams.create(energy, leader=ada)

    with pytest.raises(Refused, match="Leave your team"):
        tracks.choose(ada, "health")


@pytest.mark.parametrize("name", ["", "nothing"])
def test_only_tracks_of_the_curriculum_are_chosen(ada, energy, name):
    with pytest.raises(Refused, match="no such track"):
        tracks.choose(ada, name)


def test_two_clicks_are_one_choice(ada, energy):
    assert tracks.choose(ada, "energy") == tracks.choose(ada, "energy")


@pytest.fixture
def sora():
    return make_person("sora", role="staff")


def test_staff_change_a_track_after_work_was_finished_and_the_log_says_why(ada, sora, energy, health):
    tracks.choose(ada, "energy")
    make_finished(make_team(energy, ada), score=100, peer=80)

    tracks.change(ada, "health", by=sora, reason="Her partner is a hospital.")

    act = StaffAct.objects.get()
    assert locks(ada, health) == []
    assert (act.kind, act.reason, act.people.get()) == ("track", "Her partner is a hospital.", ada)
    assert (act.before, act.after) == ({"track": "energy"}, {"track": "health"})
    assert Attempt.objects.get().state == Attempt.State.FINISHED


def test_staff_alone_change_a_track_with_a_reason(ada, sora, energy, health):
    tracks.choose(ada, "energy")

    with pytest.raises(Refused, match="Only staff"):
        tracks.change(ada, "health", by=ada, reason="I like it more.")
    with pytest.raises(Refused, match="Say why"):
        tracks.change(ada, "health", by=sora, reason=" ")
    with pytest.raises(Refused, match="no such track"):
        tracks.change(ada, "nothing", by=sora, reason="Why not.")
    with pytest.raises(Refused, match="already"):
        tracks.change(ada, "energy", by=sora, reason="Why not.")

    assert TrackChoice.objects.get().track == "energy"


def test_the_first_choice_is_not_for_staff(ada, sora, energy):
    with pytest.raises(Refused, match="themselves"):
        tracks.change(ada, "energy", by=sora, reason="She is away.")


@pytest.mark.parametrize("begun", [False, True])
def test_work_under_way_ends_before_the_track_changes(ada, sora, energy, health, begun):
    tracks.choose(ada, "energy")
    if begun:
        make_submission(make_team(energy, ada))
    else:
        teams.create(energy, leader=ada)

    with pytest.raises(Refused, match="still under way"):
        tracks.change(ada, "health", by=sora, reason="Her partner is a hospital.")
