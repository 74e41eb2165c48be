"""What the people of the demo cohort may begin, where the small one of `test_full` does not come."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import time_machine as travelling

from academy.demo import sheets
from academy.demo.agenda import Agenda
from academy.demo.people import Person
from academy.demo.school import School
from academy.demo.timetable import Timetable
from academy.demo.work import Workshop
from peer_review.sheet_file import Sheet
from projects import exams
from projects.models import TrackChoice
from tests.making import make_person, make_project, make_submission
from tests.peer_review.making import SHEET
from tests.projects.sitting import make_exam, sit

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def school():
    projects = [
        make_project("service", circle=6),
        make_project("energy-project", track="energy", circle=7, team_min=2, team_max=3),
        make_project("health-project", track="health", circle=7, team_min=2, team_max=3),
        make_project("capstone", circle=9),
    ]
    start = datetime(2026, 10, 12, tzinfo=UTC)
    return School(None, Agenda(None, start), np.random.default_rng(1), [], [], projects, start, start)


@pytest.fixture
def ada():
    """She has come through all that everybody does before the tracks."""
    person = Person(make_person("ada"), None, 1.0, 0.5, 0.5, 0.0, 1000)
    person.passed.add("service")
    person.teams["service"] = None
    return person


def open_to(school, person):
    return [project.slug for project in school.open_to(person)]


def test_who_has_no_track_yet_may_begin_any_and_nothing_behind_it(school, ada):
    assert open_to(school, ada) == ["energy-project", "health-project"]


def test_who_has_a_track_begins_its_project_alone_and_then_what_comes_behind(school, ada):
    ada.track = "energy"

    assert open_to(school, ada) == ["energy-project"]

    ada.passed.add("energy-project")
    ada.teams["energy-project"] = None
    assert open_to(school, ada) == ["capstone"]


def test_who_comes_to_the_tracks_chooses_one_and_looks_for_a_team(school, ada):
    workshop = Workshop(school)

    workshop.begin(ada)

    choice = TrackChoice.objects.get(user=ada.user)
    assert choice.track == ada.track
    assert workshop.looking == {f"{choice.track}-project": [ada]}


def test_an_afternoon_with_two_exams_ends_for_those_of_both(school, ada):
    bob = Person(make_person("bob"), None, 1.0, 0.5, 0.5, 0.0, 1000)
    ada.busy_with = bob.busy_with = "something else"
    school.by_user = {person.user.pk: person for person in (ada, bob)}
    with travelling.travel(school.first_day, tick=False) as clock:
        for slug, person in (("exam-00", ada), ("exam-03", bob)):
            sitting = sit(*make_exam(slug), person.user)
            exams.judge(exams.hand_in(make_submission(sitting.attempt.team)).submission, passed=True)
        clock.shift(timedelta(hours=5))

        Timetable(school, Workshop(school), 0)._end()

    assert "exam-00" in ada.passed
    assert "exam-03" in bob.passed


@pytest.mark.parametrize(("bonus", "given"), [(True, True), (False, False)])
def test_only_a_bonus_that_was_handed_in_is_rated(bonus, given):
    sheet = Sheet.model_validate(SHEET)

    filled = sheets.fill_in(sheet, worth=110, bonus=bonus, care=1, rng=np.random.default_rng(1))

    assert (filled.answers["more"] > 0) == given
