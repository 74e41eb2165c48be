"""What room.js promises: no word of a sheet is lost while the academy is away, nor afterwards."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORDS = "Written while the train was in a tunnel."
PATIENCE = 30_000  # ms

MEET = """
from datetime import timedelta
from django.utils import timezone
from academy.people.models import User
from peer_review import booking, slots
from peer_review.market_settings import settings_of
from peer_review.models import Evaluation
from projects.models import Project
from tests import making
jiho = User.objects.get(login="jiho")
rules = settings_of(jiho.enrolments.get().cohort)
type(rules).objects.filter(pk=rules.pk).update(pledge_factor=0)
Project.objects.filter(slug="shell-basics").update(evaluator="anyone")
attempt = making.make_under_evaluation(making.make_team(Project.objects.get(slug="shell-basics"), jiho))
start = booking.times(attempt, by=jiho)[-1]
evaluation = booking.book(attempt, starts_at=start, by=jiho)
type(rules).objects.filter(pk=rules.pk).update(pledge_factor=rules.pledge_factor)
now = timezone.now()
here = {"team_checked_in_at": now, "evaluator_checked_in_at": now, "met_at": now, "starts_at": now}
Evaluation.objects.filter(pk=evaluation.pk).update(**here)
print(evaluation.key, evaluation.evaluator.login)
"""


@pytest.fixture
def evaluation(academy):
    """The key of an evaluation in which both sides have met, and who evaluates."""
    key, login = academy.shell(MEET).split()
    yield key, login
    academy.shell(
        "from peer_review import booking; from peer_review.models import Evaluation;"
        f"from peer_review import attendance; attendance.close_overdue(Evaluation.objects.get(key={key!r}))"
    )


@pytest.fixture
def room(academy, browser, evaluation):
    """The evaluator's room in a browser of its own: one without a connection complains in its console."""
    key, login = evaluation
    context = browser.new_context(base_url=academy.url, locale="en-US")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(f"{login}@example.org")
    page.get_by_label("Password").fill(academy.passwords[login])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    page.goto(f"/evaluations/{key}/room/")
    yield page
    context.close()


def test_words_typed_without_a_connection_are_not_lost(academy, room, evaluation):
    type_in_the_tunnel(room)
    room.context.set_offline(False)
    expect(room.locator("#saved")).to_contain_text("Kept at", timeout=PATIENCE)
    assert kept(academy, evaluation) == WORDS

    type_in_the_tunnel(room, more=" And then the battery was empty.")
    address = room.url
    room.goto("about:blank")
    room.context.set_offline(False)
    room.goto(address)
    expect(room.locator("#saved")).to_contain_text("Kept at", timeout=PATIENCE)
    assert kept(academy, evaluation) == f"{WORDS} And then the battery was empty."

    type_in_the_tunnel(room)
    room.goto("about:blank")
    go_on_elsewhere(academy, evaluation, "From my phone.")
    room.context.set_offline(False)
    room.goto(address)
    expect(comment(room)).to_have_value("From my phone.")
    room.get_by_role("button", name="Take those of this browser").click()
    expect(room.locator("#saved")).to_contain_text("Kept at", timeout=PATIENCE)
    assert kept(academy, evaluation) == WORDS


def type_in_the_tunnel(page, more=""):
    page.context.set_offline(True)
    comment(page).fill(WORDS + more)
    expect(page.locator("#saved")).to_contain_text("Not yet kept: no answer", timeout=PATIENCE)


def comment(page):
    return page.get_by_label("Comment for the team")


def row(evaluation):
    return (
        f"from peer_review.models import Evaluation; rows = Evaluation.objects.filter(key={evaluation[0]!r});"
    )


def kept(academy, evaluation):
    return academy.shell(f"{row(evaluation)} print(rows.get().draft['comment'])")


def go_on_elsewhere(academy, evaluation, words):
    newer = {"draft": {"comment": words}, "draft_version": 90, "draft_page": "phone"}
    academy.shell(f"{row(evaluation)} rows.update(**{newer!r})")
