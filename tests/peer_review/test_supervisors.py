import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction

from peer_review import supervisors
from peer_review.models import SupervisorSheet
from projects.models import Attempt
from projects.refusals import Refused
from tests.peer_review.making import COMMENT, at, make_attempt, make_project
from tests.peer_review.quality.test_one_more import give, set_rules
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture

BEST = {f"q-{name}": "5" for name in ("agreed", "quality", "understanding", "communication", "again")}


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def marked(ada, bob, cohort, clock):
    set_rules(cohort, asks_one_more=False)
    attempt = make_attempt(make_project("capstone", evaluations=1), ada)
    give(attempt, bob, 60, clock=clock)
    return Attempt.objects.get(pk=attempt.pk)


@pytest.fixture
def link(marked, sora, django_capture_on_commit_callbacks):
    """What stands in the letter."""
    with django_capture_on_commit_callbacks(execute=True):
        supervisors.invite(marked, name="Ms Park", email="park@company.example", by=sora)
    return re.search(r"/supervisor/([^/\s]+)/", mail.outbox[-1].body)[1]


def test_a_supervisor_fills_a_sheet_without_an_account_and_the_mark_follows(client, link, marked, ada):
    client.cookies["django_language"] = "en"
    sheet = client.get(path("supervisor", link)).content
    assert b"Please answer from your work" in sheet
    assert b"checked" not in sheet  # nobody gives the lowest answer by overlooking it
    assert sheet.count(b" required>") == 31  # five questions with six answers each, and the comment

    answer = client.post(path("supervisor", link), BEST | {"comment": COMMENT})

    assert b"Thank you" in answer.content
    marked.refresh_from_db()
    assert (marked.peer_mark, marked.mark) == (86, 93)  # (60 + 2 × 100) ÷ 3
    assert [c.cause for c in marked.corrections.all()] == ["supervisor"]
    client.force_login(ada)
    page = " ".join(client.get(path("mark", marked.pk)).content.decode().split())
    assert "60 + 100 × 2 = 260; 260 ÷ 3" in page
    assert "Ms Park" in page


def test_a_made_up_link_is_refused_without_a_question_to_the_database(link, django_assert_num_queries):
    secret, moment, signature = link.split(":")

    with django_assert_num_queries(0):
        for made_up in (secret, f"{secret}:{moment}", f"{secret}:{moment}:{signature[::-1]}", f"x{link}"):
            assert supervisors.find(made_up, address="10.0.0.1") is None


def test_a_link_works_once(client, link):
    client.cookies["django_language"] = "en"
    client.post(path("supervisor", link), BEST | {"comment": COMMENT})

    again = client.post(path("supervisor", link), BEST | {"comment": COMMENT})

    assert b"This link cannot be used" in again.content
    assert SupervisorSheet.objects.get().mark == 100


def test_a_sheet_that_is_open_twice_is_handed_in_once(link):
    sheet = SupervisorSheet.objects.get()
    supervisors.fill(sheet, answers={"quality": 3}, comment=COMMENT)

    with pytest.raises(Refused, match="handed in already"):
        supervisors.fill(sheet, answers={}, comment=COMMENT)
    assert SupervisorSheet.objects.get().mark == 12


def test_a_link_expires(client, link, clock):
    client.cookies["django_language"] = "en"
    clock.move_to(at(4 + 14 * 24, 1))

    assert b"This link cannot be used" in client.get(path("supervisor", link)).content
    with pytest.raises(Refused, match="expired"):
        supervisors.fill(SupervisorSheet.objects.get(), answers={}, comment=COMMENT)


def test_the_secret_is_kept_nowhere(link):
    sheet = SupervisorSheet.objects.get()

    assert link not in str(vars(sheet))
    assert sheet.digest != link


def test_who_guesses_links_is_stopped(client, link):
    client.cookies["django_language"] = "en"
    for number in range(supervisors.MOST_TRIES):
        assert client.get(path("supervisor", f"guess{number}")).status_code == 200

    assert client.get(path("supervisor", link)).status_code == 429


def test_a_sheet_without_a_comment_is_asked_again_with_everything_that_was_typed(client, link):
    client.cookies["django_language"] = "en"
    answer = client.post(path("supervisor", link), BEST | {"comment": "Fine.", "q-again": "99"})

    assert b"at least 30 characters" in answer.content
    assert b"Fine." in answer.content
    assert SupervisorSheet.objects.get().filled_at is None


def test_with_weight_nothing_it_is_kept_and_does_not_count(link, marked, cohort):
    set_rules(cohort, supervisor_weight=0)

    supervisors.fill(SupervisorSheet.objects.get(), answers={}, comment=COMMENT)

    marked.refresh_from_db()
    assert marked.mark == 80


def test_only_staff_ask(marked, ada, site, sora):  # noqa: F811
    with pytest.raises(Refused, match="Only staff ask"):
        supervisors.invite(marked, name="Friend", email="friend@example.org", by=ada)

    site(sora).post(path("invite-supervisor", marked.pk), {"name": "Ms Park", "email": "no address"})
    assert not SupervisorSheet.objects.exists()


@pytest.mark.parametrize(
    "bad", [{"mark": 50}, {"filled_at": at(1)}, {"filled_at": at(1), "mark": 101, "comment": "x"}]
)
def test_the_database_refuses_half_a_sheet(marked, sora, bad):
    row = {"attempt": marked, "name": "P", "email": "p@e.org", "by": sora, "digest": "d", "content": {}}

    with pytest.raises(IntegrityError), transaction.atomic():
        SupervisorSheet.objects.create(**row | {"expires_at": at(9)} | bad)
