import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from academy import journey
from peer_review import planting, quarters
from peer_review.audit import audit
from peer_review.models import Account, Extra, Planted
from peer_review.quality.gather import gather
from projects import experience
from projects.refusals import Refused
from tests.peer_review.making import COMMENT, at, meet, offer
from tests.peer_review.quality.test_one_more import MARKS, give
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture
from tests.people.making import make_invitation


@pytest.fixture
def planted(attempt, cohort, sora):
    """Ada's work, presented by Sora, who knows that it is worth 60."""
    return planting.plant(attempt, cohort=cohort, known_mark=60, by=sora)


def test_a_planted_work_is_evaluated_like_any_other_and_paid_by_the_commons(
    planted, attempt, cohort, bob, sora, clock
):
    offer(bob)
    evaluation = planting.book(planted, starts_at=at(4), by=sora)
    assert planted.attempt.submission.tree == attempt.submission.tree
    assert evaluation.paid_by_commons
    clock.move_to(at(4))

    journey.fill(meet(evaluation), by=bob, answers=MARKS[100], flag="ok", comment=COMMENT)

    planted.attempt.refresh_from_db()
    assert planted.attempt.mark == 100
    assert Account.objects.get(user=bob).balance == 6
    assert experience.total_xp(sora) == 0
    assert not Extra.objects.exists()
    assert audit(cohort) == []


def test_its_known_mark_tells_how_people_mark(planted, cohort, bob, sora, clock):
    offer(bob)
    evaluation = planting.book(planted, starts_at=at(4), by=sora)
    clock.move_to(at(4))
    journey.fill(meet(evaluation), by=bob, answers=MARKS[100], flag="ok", comment=COMMENT)

    gathered = gather(cohort)

    assert list(gathered.witnesses.staff) == [60.0]


def test_one_presenter_plants_several_works_one_after_the_other(planted, attempt, cohort, sora):
    with pytest.raises(Refused, match="already under way"):
        planting.plant(attempt, cohort=cohort, known_mark=70, by=sora)


@pytest.mark.parametrize(("known", "sentence"), [(-1, "from 0 to 125"), (126, "from 0 to 125")])
def test_what_is_no_mark_is_refused(attempt, cohort, sora, known, sentence):
    with pytest.raises(Refused, match=sentence):
        planting.plant(attempt, cohort=cohort, known_mark=known, by=sora)


def test_trainees_plant_nothing(attempt, cohort, bob):
    with pytest.raises(Refused, match="Only staff and mentors"):
        planting.plant(attempt, cohort=cohort, known_mark=60, by=bob)


def test_only_its_presenter_books_and_only_when_somebody_is_free(planted, bob, sora):
    with pytest.raises(Refused, match="Only who presents"):
        planting.book(planted, starts_at=at(4), by=bob)
    with pytest.raises(Refused, match="Nobody is free"):
        planting.book(planted, starts_at=at(4), by=sora)
    with pytest.raises(Refused, match="15 minutes ahead"):
        planting.book(planted, starts_at=at(-1), by=sora)


def test_the_database_knows_marks(attempt, cohort, sora):
    with pytest.raises(IntegrityError), transaction.atomic():
        Planted.objects.create(attempt=attempt, cohort=cohort, known_mark=126, by=sora)


def test_an_ordinary_attempt_still_pays_xp(ada, bob, cho, attempt, clock):
    give(attempt, bob, 100, clock=clock)

    assert experience.total_xp(ada) == 100


def test_staff_plant_and_book_on_their_page(site, ada, bob, cho, attempt, cohort, sora, clock):  # noqa: F811
    give(attempt, bob, 100, clock=clock)
    address = reverse("staff:planted", args=[cohort.slug])
    browser = site(sora)
    assert browser.get(address).status_code == 200

    browser.post(address, {"source": attempt.pk, "known_mark": "88"})
    planted = Planted.objects.get()
    assert (planted.known_mark, planted.by) == (88, sora)

    offer(cho, start=8)
    assert b"<option" in browser.get(address).content
    browser.post(address, {"planted": planted.pk, "quarter": quarters.at(at(8))})
    assert planted.attempt.evaluations.get().evaluator == cho
    refused = browser.post(address, {"planted": planted.pk, "quarter": "soon"})
    assert b"Choose one of the times" in refused.content


PRACTICE = "Now and then the staff put a work among yours whose worth they know"


def test_trainees_read_of_the_practice_when_they_enrol_and_beside_their_own_marks(
    client,
    site,  # noqa: F811
    cohort,
    sora,
    ada,
):
    def page_of(invitation):
        return client.get(reverse("people:accept", args=[invitation.token])).content.decode()

    client.cookies["django_language"] = "en"

    assert PRACTICE in page_of(make_invitation(sora, cohort))
    assert PRACTICE not in page_of(make_invitation(sora))
    assert PRACTICE in site(ada).get(path("mirror")).content.decode()
