"""The demo cohort with a history, made small: seven people, two weeks. It is made once for all tests here."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine as travelling
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from academy.demo import full
from academy.notices.models import Notice
from academy.people.models import Cohort, Enrolment, StaffAct, User
from grader.models import Run
from peer_review.audit import audit
from peer_review.models import Entry, Evaluation
from projects.models import Attempt, Membership, XpEntry
from projects.standing import standing_of
from tests.test_access import ROLES, TABLE, address

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
]
CURRICULUM = Path(__file__).resolve().parents[3] / "projects" / "curriculum"
NOW = datetime(2026, 3, 17, 6, 0, tzinfo=UTC)  # Tuesday, 15:00 in Gwangju
WITHOUT = {"trainee:leaderboard", "notices:worker"}  # no project here has one, and no key for push is set
FOLDERS = ("exam-00", "python-collections", "python-first-steps", "shell-basics")


class _Undone(Exception):
    pass


class _BrokenOff(Exception):
    pass


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made in a transaction that is rolled back after the last test."""
    folder = tmp_path_factory.mktemp("demo")
    for name in FOLDERS:
        shutil.copytree(CURRICULUM / name, folder / "curriculum" / name)
    with (
        django_db_blocker.unblock(),
        override_settings(**_stores(folder)),
        travelling.travel(NOW, tick=False),
    ):
        try:
            with transaction.atomic():
                call_command("load_curriculum", folder / "curriculum", verbosity=0)
                _broken_off()
                yield full.make(count=7, weeks=2)
                raise _Undone
        except _Undone:
            pass


def _broken_off():
    """Nothing is left of it, so the next one begins anew."""

    def break_off(done):
        if done > 0.05:
            raise _BrokenOff

    with pytest.raises(_BrokenOff):
        full.make(count=7, weeks=2, progress=break_off)
    assert not full.exists()
    assert not User.objects.filter(role="trainee").exists()


def _stores(folder):
    file = "django.core.files.storage.FileSystemStorage"
    stores = {
        name: {"BACKEND": file, "OPTIONS": {"location": folder / name}}
        for name in ("default", "trees", "tasks")
    }
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {
        "STORAGES": {**stores, "staticfiles": static},
        "REPOSITORIES_DIR": folder / "repositories",
        "CURRICULUM_DIR": folder / "curriculum",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }


@pytest.fixture
def stores(made, settings, _own_folders):
    """Pages find the files that the cohort has handed in."""
    folder = settings.CURRICULUM_DIR.parent
    for name, value in _stores(folder).items():
        setattr(settings, name, value)


def test_the_points_are_clean_after_months_of_real_rules(made):
    assert audit(made.cohort) == []
    assert Entry.objects.filter(evaluation__state="done").count() > 10


def test_people_have_lived_through_the_weeks(made):
    assert Evaluation.objects.filter(state="done").count() > 10
    assert Attempt.objects.filter(state="finished").exclude(mark=None).count() > 5
    assert XpEntry.objects.count() > 5
    assert Run.objects.filter(purpose="final", state="done", verdict="failed").exists()


def test_people_have_read_their_news_and_staff_have_written_notes(made):
    assert Notice.objects.exclude(read_at=None).filter(person__role="trainee").exists()
    assert StaffAct.objects.filter(kind="note", by__role="staff").exists()
    assert not Enrolment.objects.filter(cohort=made.cohort, user__last_login=None).exists()


def test_nothing_has_happened_in_the_future(made):
    now = timezone.now()

    assert not Evaluation.objects.filter(filled_at__gt=now).exists()
    assert not Run.objects.filter(ended_at__gt=now).exists()


def test_what_happened_follows_the_order_of_the_steps(made):
    done = Evaluation.objects.filter(state="done").select_related("attempt")

    assert all(one.attempt.closed_at < one.booked_at < one.starts_at < one.filled_at for one in done)


def test_people_know_what_they_have_passed(made):
    known = {person.user.login: person.passed for person in made.school.people if not person.gone}

    assert {login: _validated(login) for login in known} == known


def _validated(login):
    places = standing_of(User.objects.get(login=login)).places
    return {slug for slug, place in places.items() if place.validated}


def test_staff_have_the_common_pool_help_the_poor(made):
    assert made.cohort.market_settings.relief_hours == full.RELIEF
    assert StaffAct.objects.filter(kind="rules", after__has_key="relief_hours").exists()


def test_the_sign_ins_open_the_door(made):
    staff = made.sign_ins[0]

    assert Client().login(email=staff.email, password=staff.password)
    assert len(made.sign_ins) >= 5


def test_every_page_opens_for_its_roles(made, stores):
    world = _world(made)
    failed = {}

    for name, (method, expected) in TABLE.items():
        for role, person in world["people"].items():
            opens = expected[ROLES.index(role)] == 200 and name not in WITHOUT
            if method == "get" and opens and _is_known(name, world):
                status = _visit(person, address(name, world))
                if status not in (200, 302):
                    failed[name, role] = status

    assert failed == {}


def _visit(person, url):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    with transaction.atomic():
        answer = client.get(url)
        transaction.set_rollback(True)
    return answer.status_code


def _is_known(name, world):
    try:
        address(name, world)
    except (KeyError, ValueError):  # about a thing that this cohort has not got
        return False
    return True


def _world(made):
    met = Evaluation.objects.filter(met_at__isnull=False, evaluator__role="trainee")
    evaluation = met.order_by("filled_at", "-pk").first()
    attempt = evaluation.attempt
    owner = Membership.objects.filter(team=attempt.team, is_leader=True).get().user
    run = attempt.submission.runs.get(purpose="final")
    window = made.cohort.windows.first()
    return {
        "people": {"owner": owner, "evaluator": evaluation.evaluator, "staff": made.school.office},
        "slug": {
            "": attempt.team.project.slug,
            "staff:": made.cohort.slug,
            "staff:reruns": attempt.team.project.slug,
            "certificates:": made.cohort.slug,
        },
        "login": owner.login,
        "attempt_id": {"peer_review:": attempt.pk},
        "name": {"staff:": "trainees", "staff:export-grader": "times"},
        "form": "csv",
        "run_id": run.pk,
        "key": evaluation.key,
        **({"window_id": window.pk} if window else {}),
    }


def test_it_is_made_once(made, stores, capsys):
    call_command("demo", full=True)

    assert capsys.readouterr().out == ""
    assert Cohort.objects.filter(slug=full.SLUG).count() == 1
