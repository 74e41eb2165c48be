"""Every address of the site, visited by everybody, with rows that are not theirs.

A new address must be given a row here before this test passes.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from academy.notices.push import sealing
from academy.notices.telling import tell
from academy.people import notes
from academy.people.models import AccessToken, Invitation, Note, StaffAct
from academy.people.tokens import create
from grader import runs, taskstore
from grader.models import Run, Worker
from grader.task import Task
from peer_review import gifts
from peer_review.models import Appeal, CalendarFeed, Pattern, StandbyCall, Waiting
from projects import teams
from projects.models import Picture, TeamInvitation
from tests.making import make_cohort, make_person, make_submission, make_team
from tests.peer_review import making as peers
from tests.projects.sitting import make_exam

pytestmark = pytest.mark.sqlite

ROLES = ["stranger", "outsider", "other", "owner", "evaluator", "staff"]
EVERYBODY = [200] * 6
TO_SIGN_IN = 302


def signed_in(status=200):
    """A stranger is sent to the sign-in page, everybody else is served."""
    return [TO_SIGN_IN, *[status] * 5]


def only(*roles, status=200, others=404):
    """Strangers sign in first; those who may are served; for everybody else there is nothing there."""
    return [TO_SIGN_IN, *[status if role in roles else others for role in ROLES[1:]]]


# name → (method, what each of ROLES gets)
TABLE = {
    "home": ("get", [302, 200, 200, 200, 200, 302]),
    "healthz": ("get", EVERYBODY),
    "readyz": ("get", EVERYBODY),
    "set_language": ("post", [302] * 6),
    "trainee:glance": ("get", signed_in()),
    "trainee:graph": ("get", signed_in()),
    "trainee:growth": ("get", [302, 200, 200, 200, 200, 302]),
    "trainee:cohort-leaderboard": ("get", signed_in()),
    "trainee:project": ("get", signed_in()),
    "trainee:work": ("get", signed_in()),
    "trainee:picture": ("get", signed_in()),
    "trainee:start": ("post", signed_in(302)),
    "trainee:sit": ("post", signed_in(302)),
    "trainee:choose-track": ("post", signed_in(302)),
    "trainee:begin": ("post", only("owner", status=302)),
    "trainee:upload": ("post", only("owner", status=302)),
    "trainee:check": ("post", only("owner", status=302)),
    "trainee:leaderboard": ("get", signed_in()),
    "trainee:data": ("get", only("owner", "staff")),
    "trainee:peers": ("get", signed_in()),
    "trainee:offer-help": ("post", signed_in(302)),
    "trainee:invite": ("post", only("owner", status=302)),
    "trainee:leave": ("post", only("owner", status=302)),
    "trainee:answer-invitation": ("post", only("other", status=302)),
    "trainee:withdraw-invitation": ("post", only("owner", status=302)),
    "trainee:close": ("get", only("owner")),
    "trainee:changes": ("get", only("owner", "evaluator", "staff")),
    "trainee:run": ("get", only("owner", "staff")),
    "trainee:cancel-run": ("post", only("owner", "staff", status=302)),
    "staff:cohorts": ("get", only("staff")),
    "staff:cohort": ("get", only("staff")),
    "staff:log": ("get", only("staff")),
    "staff:heatmap": ("get", only("staff")),
    "staff:rest": ("get", only("staff")),
    "staff:changes": ("get", only("staff")),
    "staff:progress": ("get", only("staff")),
    "staff:funnel": ("get", only("staff")),
    "staff:load": ("get", only("staff")),
    "staff:reruns": ("get", only("staff")),
    "certificates:check": ("get", EVERYBODY),
    "certificates:own": ("get", signed_in()),
    "certificates:paper": ("get", only("owner", "staff")),
    "certificates:cohort": ("get", only("staff")),
    "certificates:issue": ("post", only("staff", status=302)),
    "certificates:revoke": ("get", only("staff")),
    "staff:work": ("get", only("staff")),
    "staff:attention": ("get", only("staff")),
    "staff:attention-rules": ("get", only("staff")),
    "staff:step": ("get", only("staff")),
    "staff:file": ("get", only("staff")),
    "staff:deed": ("get", only("staff")),
    "staff:undo-act": ("get", only("staff")),
    "staff:take-note-back": ("post", only("staff", status=302)),
    "staff:planted": ("get", only("staff")),
    "staff:evaluators": ("get", only("staff")),
    "staff:windows": ("get", only("staff")),
    "staff:window": ("get", only("staff")),
    "staff:move-window": ("get", only("staff")),
    "staff:live": ("get", only("staff")),
    "staff:exports": ("get", only("staff")),
    "staff:export": ("get", only("staff")),
    "staff:export-file": ("get", only("staff")),
    "staff:export-grader": ("get", only("staff")),
    "staff:rules": ("get", only("staff")),
    "staff:leaderboard": ("post", only("staff", status=302)),
    "staff:economy": ("get", only("staff")),
    "staff:grant": ("post", only("staff", status=302)),
    "staff:undo": ("get", only("staff")),
    "staff:rehearsals": ("get", only("staff")),
    "staff:live-rehearsals": ("get", only("staff")),
    "staff:grading": ("get", only("staff")),
    "staff:line": ("post", only("staff", status=302)),
    "staff:wish": ("post", only("staff", status=302)),
    "staff:regrade": ("post", only("staff", status=302)),
    "people:own": ("get", signed_in()),
    "people:record": ("get", signed_in()),
    "people:profile": ("get", only("other", "owner", "evaluator", "staff")),
    "people:change-enrolment": ("post", only("staff", status=302)),
    "people:tokens": ("get", signed_in()),
    "people:revoke-token": ("post", only("owner", status=302)),
    "people:invitations": ("get", only("staff")),
    "people:invite": ("get", only("staff")),
    "people:upload-invitations": ("get", only("staff")),
    "people:confirm-invitations": ("post", only("staff", status=302)),
    "people:resend-invitation": ("post", only("staff", status=302)),
    "people:withdraw-invitation": ("post", only("staff", status=302)),
    "people:accept": ("get", EVERYBODY),
    "notices:index": ("get", signed_in()),
    "notices:bell": ("get", signed_in()),
    "notices:switches": ("get", signed_in()),
    "notices:read-all": ("post", signed_in(302)),
    "notices:open": ("get", only("owner", status=302)),
    "notices:add-browser": ("post", signed_in(302)),
    "notices:remove-browser": ("post", only("owner", status=302)),
    "notices:worker": ("get", EVERYBODY),
    "peer_review:slots": ("get", signed_in()),
    "peer_review:save-slots": ("post", signed_in()),
    "peer_review:offer": ("post", signed_in()),
    "peer_review:book": ("get", only("owner")),
    "peer_review:pledge": ("post", only("owner", status=302)),
    "peer_review:open-usual": ("post", signed_in(302)),
    "peer_review:add-weekly": ("post", signed_in(302)),
    "peer_review:skip-weekly": ("post", only("owner", status=302)),
    "peer_review:end-weekly": ("post", only("owner", status=302)),
    "peer_review:renew-feed": ("post", signed_in(302)),
    "peer_review:feed": ("get", EVERYBODY),
    "peer_review:standby": ("get", signed_in()),
    "peer_review:answer-call": ("post", only("other", status=302)),
    "peer_review:asked": ("get", only("staff")),
    "peer_review:take": ("post", only("staff", status=302)),
    "peer_review:mentor": ("post", only("staff", status=302)),
    "peer_review:appeals": ("get", only("staff")),
    "peer_review:move": ("get", only("owner", "evaluator")),
    "peer_review:answer-move": ("post", only("owner", "evaluator", status=302)),
    "peer_review:appeal": ("post", only("owner", "evaluator", status=302)),
    "peer_review:decide-appeal": ("post", only("staff", status=302)),
    "peer_review:find": ("post", only("owner", status=302)),
    "peer_review:stop-waiting": ("post", only("owner", status=302)),
    "peer_review:mark": ("get", only("owner", "staff")),
    "peer_review:object": ("post", only("owner", status=302)),
    "peer_review:correct": ("post", only("staff", status=302)),
    "peer_review:evaluations": ("get", signed_in()),
    "peer_review:evaluation": ("get", only("owner", "evaluator", "staff")),
    "peer_review:check-in": ("post", only("owner", "evaluator", status=302)),
    "peer_review:confirm": ("post", only("evaluator", status=302)),
    "peer_review:cancel": ("post", only("owner", "evaluator", status=302)),
    "peer_review:no-show": ("post", only("owner", "evaluator", status=302)),
    "peer_review:feedback": ("post", only("owner")),
    "peer_review:answer": ("post", only("owner", status=302)),
    "peer_review:decide": ("post", only("staff")),
    "peer_review:room": ("get", only("evaluator", "staff")),
    "peer_review:draft": ("post", only("evaluator", "staff")),
    "peer_review:remark": ("post", only("evaluator", "staff", status=302)),
    "peer_review:file": ("get", only("evaluator", "staff")),
    "peer_review:archive": ("get", only("evaluator", "staff")),
    "peer_review:invite-supervisor": ("post", only("staff", status=302)),
    "peer_review:supervisor": ("get", EVERYBODY),
    "peer_review:mirror": ("get", signed_in()),
    "peer_review:points": ("get", signed_in()),
    "peer_review:give-points": ("post", signed_in(302)),
}
GRADING = """
image: python
open: {notes.txt: cases/notes.txt}
stages:
  - name: style
    kind: style
    title: {ko: 형식, en: Style}
    command: [ruff, check, .]
    required: true
  - name: echo
    kind: io
    title: {ko: 따라 말하기, en: Echo}
    command: [python3, main.py]
    cases: [{name: one, stdin: "1", expect: "1"}]
"""
FOREIGN = ("admin:", "account_", "mfa_", "socialaccount_", "usersessions_", "api:", "jsi18n", "design")


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)


OWN = sorted({name for name in names(get_resolver().url_patterns) if not name.startswith(FOREIGN)})


@pytest.fixture
def world(db, time_machine, settings, tmp_path):
    """ada owns a team and its rows; eve evaluates her; bob has a team of his own; oz is of another cohort."""
    settings.PUSH_PRIVATE_KEY = sealing.new_private_key()
    time_machine.move_to(peers.NOW)
    ada, bob, eve = (peers.make_trainee(login) for login in ("ada", "bob", "eve"))
    oz, staff = make_person("oz", cohort=make_cohort("seoul")), make_person("sora", role="staff")
    peers.points.open_account(oz, cohort=make_cohort("seoul"))
    project = peers.make_project(task_digest=_task_with_data(tmp_path))
    pair = peers.make_project("pair", team_min=2, team_max=3)
    attempt = peers.make_attempt(project, ada)
    peers.offer(eve)
    evaluation = peers.book(attempt)
    forming = teams.create(pair, leader=ada)
    invitation = teams.invite(forming, bob, by=ada)
    solo = make_team(peers.make_project("solo"), ada)
    run = runs.request(make_submission(solo), purpose=Run.Purpose.CHECK, by=ada)
    make_team(peers.make_project("bobs"), bob)
    peers.make_project("ranked", leaderboard=True)
    peers.make_project("tracked", track="energy", mandatory=False)
    Picture.objects.create(project=project, name="map", svg="<svg/>")
    token, _secret = create(ada, name="laptop", scope=AccessToken.Scope.WRITE, days=5)
    guest = Invitation.objects.create(
        email="new@example.org", name="New", login="newcomer", cohort=make_cohort(), invited_by=staff
    )
    worker = Worker.objects.create(name="host:1", boot="b", seen_at=peers.NOW)
    time_machine.move_to(peers.at(4))
    return {
        "people": dict(zip(ROLES, [None, oz, bob, ada, eve, staff], strict=True)),
        "slug": {
            "": project.slug,
            "trainee:invite": "pair",
            "trainee:leaderboard": "ranked",
            "trainee:leave": "pair",
            "trainee:choose-track": "tracked",
            "staff:": make_cohort().slug,
            "certificates:": make_cohort().slug,
            "staff:reruns": project.slug,
        },
        "login": "ada",
        "project": project.slug,
        "attempt_id": {"": attempt.pk, "trainee:close": solo.attempts.get().pk},
        "name": {
            "": "map",
            "trainee:data": "notes.txt",
            "staff:": "trainees",
            "staff:export-grader": "times",
        },
        "form": "csv",
        "submission_id": attempt.submission_id,
        "certificate_id": _certificates(ada, staff)[-1].pk,
        "run_id": run.pk,
        "worker_id": worker.pk,
        "notice_id": _notice(ada).pk,
        "browser_id": ada.push_targets.create(
            endpoint="https://fcm.googleapis.com/a", p256dh="k", auth="a"
        ).pk,
        "window_id": make_exam(opens_in=48)[1].pk,
        "invitation_id": {"trainee:": invitation.pk, "people:": guest.pk},
        "token_id": token.pk,
        "token": guest.token,
        "secret": "a-link-that-leads-nowhere",
        "enrolment_id": {"people:": ada.enrolments.get().pk, "staff:": eve.enrolments.get().pk},
        "key": evaluation.key,
        "deed": "note",
        **_about(eve, staff),
        "entry_id": gifts.grant(ada, cohort=make_cohort(), amount=1, by=staff, reason="Why", request="r").pk,
        **_market(ada, bob, attempt, evaluation),
    }


def _notice(ada):
    tell([ada.pk], "nudge", key="1", url="/", text="How are you?")
    return ada.notices.get(name="nudge")


def _about(person, staff):
    """Staff have written a note about somebody who has not handed in anything for long."""
    type(person).objects.filter(pk=person.pk).update(joined_at=peers.at(-24 * 30))
    note = notes.write(person, by=staff, text="Ill.", visibility=Note.Visibility.STAFF)
    return {"act_id": StaffAct.objects.latest("pk").pk, "note_id": note.pk, "rule": "quiet"}


def _certificates(person, staff):
    """One that was revoked, and the one that came after it."""
    facts = {"name": person.name, "cohort": "Gwangju", "level": 1, "highest": 15, "validated": 1}
    days = {"starts_on": make_cohort().starts_on, "ends_on": make_cohort().ends_on}
    void = {"revoked_at": peers.NOW, "revoked_by": staff, "reason": "Why"}
    rows = person.enrolments.get().certificates
    return [
        rows.create(number=number, issued_by=staff, **facts, **days, **more)
        for number, more in [("2026-1", void), ("2026-1-2", {})]
    ]


def _task_with_data(folder):
    """What is judged, with a file that whoever has begun takes home."""
    (folder / "cases").mkdir()
    (folder / "cases" / "notes.txt").write_text("Read this.")
    (folder / "grading.yaml").write_text(GRADING)
    return taskstore.keep(Task.from_folder(folder))


def _market(ada, bob, attempt, evaluation):
    """What the pages of the market are about: ada offers time every week, bob is called, a team waits."""
    pattern = {"weekday": 0, "begins": 40, "ends": 44, "zone": "Asia/Seoul"}
    row = Waiting.objects.create(cohort=make_cohort(), attempt=attempt, asked_by=ada)
    Appeal.objects.create(evaluation=evaluation, by=ada, reason="It was different.")
    return {
        "pattern_id": Pattern.objects.create(user=ada, **pattern).pk,
        "call_id": StandbyCall.objects.create(evaluation=evaluation, user=bob).pk,
        "waiting_id": row.pk,
        "secret": CalendarFeed.objects.create(user=ada).secret,
    }


def address(name, world):
    arguments = {}
    for keyword in _keywords(name):
        value = world[keyword]
        if isinstance(value, dict):
            longest = max((start for start in value if name.startswith(start)), key=len)
            value = value[longest]
        arguments[keyword] = value
    return reverse(name, kwargs=arguments)


def _keywords(name):
    *namespaces, last = name.split(":")
    resolver = get_resolver()
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    possibilities = resolver.reverse_dict.getlist(last)
    return possibilities[0][0][0][1]


def test_every_address_has_a_row():
    assert sorted(TABLE) == OWN


def visit(client, world, name):
    """The status and target of one visit, whose effects are undone."""
    with transaction.atomic():
        answer = getattr(client, TABLE[name][0])(address(name, world))
        transaction.set_rollback(True)
    return answer.status_code, getattr(answer, "url", "")


@pytest.mark.parametrize("role", ROLES)
def test_every_address_serves_only_those_it_should(world, role):
    client, person = Client(), world["people"][role]
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    statuses = {name: visit(client, world, name)[0] for name in TABLE}

    assert statuses == {name: expected[ROLES.index(role)] for name, (_method, expected) in TABLE.items()}


def test_strangers_are_sent_to_the_sign_in_page(world):
    private = [
        name
        for name, (_method, expected) in TABLE.items()
        if expected[0] == TO_SIGN_IN and "language" not in name
    ]

    targets = {visit(Client(), world, name)[1].partition("?")[0] for name in private}

    assert targets == {"/accounts/login/"}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_staff_with_a_second_factor_enters_the_admin(world, role):
    client, person = Client(), world["people"][role]
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    for name in ("admin:index", "admin:people_user_changelist", "admin:grader_run_changelist"):
        assert client.get(reverse(name)).status_code in (302, 404)


@pytest.mark.parametrize("path", ["me", "projects", "projects/first-steps", "runs/1"])
def test_the_api_answers_nobody_without_a_token(world, path):
    assert Client().get(f"/api/{path}").status_code == 401


def test_the_api_shows_a_run_only_to_its_team(world):
    secrets = {
        role: create(person, name="api", scope=AccessToken.Scope.READ, days=1)[1]
        for role, person in world["people"].items()
        if person
    }

    statuses = {
        role: Client()
        .get(f"/api/runs/{world['run_id']}", headers={"authorization": f"Bearer {secret}"})
        .status_code
        for role, secret in secrets.items()
    }

    assert statuses == {"outsider": 404, "other": 404, "owner": 200, "evaluator": 404, "staff": 200}


def test_a_reading_token_hands_nothing_in(world):
    _token, secret = create(world["people"]["owner"], name="api", scope=AccessToken.Scope.READ, days=1)

    answer = Client().post("/api/projects/solo/close", headers={"authorization": f"Bearer {secret}"})

    assert answer.status_code == 401
    assert TeamInvitation.objects.count() == 1
