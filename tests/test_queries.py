"""Every page answers and asks the database as often with 180 trainees as with three, and stays light.

A new kind of row must be in the world (tests/furnishing.py) before this test passes, a new page in the table
of tests/test_access.py.
"""

import time
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from academy.people.models import AccessToken, Enrolment
from academy.people.tokens import create
from tests import making, test_access
from tests.furnishing import furnish
from tests.growing import Growth
from tests.inline import inline
from tests.test_access import ROLES, TABLE, address, names

TRAINEES = 180
PEOPLE, PROJECTS, MORE = range(1, TRAINEES // 3), range(1, 3), range(1, 21)  # copies of each
FRAME = ["people.Cohort", "people.SchoolClass"]
WORK = ["projects.Project", "projects.Team", "projects.Membership", "peer_review.SheetVersion"]
ALONE = {  # of these there is one, or none, for a person or a cohort
    *("notices.Mailbox", "peer_review.Alarm", "peer_review.Fit", "projects.TrackChoice"),
    *("people.User_groups", "people.User_user_permissions", "projects.Project_requires"),
    "staff.AttentionRules",
}
# Of the pages of others those that list rows of ours; of the API what is read.
OWN_ACCOUNT = ["account_email", "account_change_password", "mfa_index", "usersessions_list"]
ADMIN = sorted(
    {"admin:index"} | {name for name in names(get_resolver().url_patterns) if name.endswith("_changelist")}
)
API = ["me", "projects", "projects/first-steps", "projects/ranked/leaderboard", "notices", "runs/{run_id}"]
MOST = 180_000  # bytes of a page before it is compressed, where every team of the cohort waits for staff
WHOLE = {"staff:heatmap", "staff:rest"}  # with the map of all
FIRST_ROWS = {"staff:cohort": 90_000}  # bytes more, for the beginning of the map
world = test_access.world
pytestmark = pytest.mark.sqlite


@dataclass(frozen=True)
class Page:
    name: str
    role: str
    path: str
    status: int


@dataclass(frozen=True)
class Visit:
    status: int
    queries: int
    size: int  # of a page, in bytes; nothing for what is a file
    inline: tuple[str, ...]  # scripts, handlers and styles of its own


def pages(world):
    """Each address that is read, with those who read it; see `readers`."""
    found = [
        Page(name, role, address(name, world), status)
        for name, (method, statuses) in TABLE.items()
        if method == "get"
        for role, status in readers(dict(zip(ROLES, statuses, strict=True)))
    ]
    found += [Page(name, "owner", reverse(name), 200) for name in OWN_ACCOUNT]
    found += [Page(name, "staff", reverse(name), 200) for name in ADMIN]
    for label, key in (
        ("people_user", world["people"]["owner"].pk),
        ("people_cohort", making.make_cohort().pk),
    ):
        name = f"admin:{label}_change"
        found.append(Page(name, "staff", reverse(name, args=[key]), 200))
    return found + [Page(f"api:{path}", "owner", f"/api/{path.format(**world)}", 200) for path in API]


def readers(statuses):
    """Who reads an address, and what they get.

    Left out are who gets nothing, strangers that are sent to the sign-in page, and trainees who would read
    the same as the owner: the outsider, and the others where the owner and everybody is served.
    """
    served = {role: status for role, status in statuses.items() if status != 404}
    if served.get("stranger") == 302:
        del served["stranger"]
    served.pop("outsider", None)
    if "owner" in served and "other" in served:
        del served["other"], served["evaluator"]
    return served.items()


def enlarge():
    """180 trainees with all that is theirs, 36 projects, and much more of everything for those who look."""
    growth = Growth()
    growth.grow(PEOPLE, keep=[*FRAME, "projects.Project", "peer_review.SheetVersion"])
    growth.grow(PROJECTS, base=100, keep=[*FRAME, "people.User"])
    growth.grow(MORE, base=200, keep=[*FRAME, *WORK], around=["people.User"])
    growth.grow(MORE, base=300, keep=[*FRAME, *WORK, "people.User"])
    assert set(growth.empty()) <= ALONE


def walk(pages, clients):
    """What each page takes. The effects of a visit are undone."""
    found = {}
    for page in pages:
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            answer = clients[page.role].get(page.path)
            transaction.set_rollback(True)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        own = inline(answer.content.decode()) if is_page else ()
        size = len(answer.content) if is_page else 0
        found[page] = Visit(answer.status_code, len(asked), size, tuple(own))
    return found


@pytest.fixture
def clients(world):
    """The browsers of those who look; staff have used their second factor, the owner sends a token along."""
    cache.clear()
    people, clients = world["people"], {"stranger": Client()}
    for role in ("owner", "other", "evaluator", "staff"):
        clients[role] = Client()
        clients[role].force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    secret = create(people["owner"], name="api", scope=AccessToken.Scope.READ, days=5)[1]
    clients["owner"].defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    session = clients["staff"].session
    session["account_authentication_methods_user"] = str(people["staff"].pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    return clients


def test_every_page_answers_and_asks_as_often_with_180_trainees_as_with_three(world, clients):
    furnish(world)
    wanted = pages(world)
    small = walk(wanted, clients)
    assert trainees() == 3
    enlarge()

    large = walk(wanted, clients)

    assert trainees() == TRAINEES
    for visits in (small, large):
        assert {page: visit for page, visit in visits.items() if visit.status != page.status} == {}
    assert {p: (small[p].queries, v.queries) for p, v in large.items() if v.queries > small[p].queries} == {}
    sizes = {p: v.size for p, v in large.items() if p.name not in WHOLE}
    assert {p: size for p, size in sizes.items() if size > MOST + FIRST_ROWS.get(p.name, 0)} == {}
    assert {p: v.inline for p, v in large.items() if v.inline} == {}


def trainees():
    return Enrolment.objects.filter(cohort=making.make_cohort()).count()
