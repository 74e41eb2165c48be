import pytest
from django.urls import reverse

from peer_review import fallback, points, waiting
from peer_review.models import Choice, Evaluation, Waiting
from projects import attempts
from projects.refusals import Refused
from tests.making import make_person, make_under_evaluation
from tests.peer_review.making import at, fill, make_attempt, make_project, meet


@pytest.fixture
def max(db):
    return make_person("max", role="mentor")


@pytest.fixture
def waits(attempt, ada, clock):
    """Ada has waited for two days; it is Wednesday 10:00."""
    waiting.ask(attempt, by=ada)
    clock.move_to(at(48))
    return Waiting.objects.get()


def test_after_48_hours_staff_and_mentors_are_asked(waits, clock):
    assert fallback.asked() == [waits]

    clock.move_to(at(47, 59))
    assert fallback.asked() == []


def test_who_looks_anew_after_two_days_is_not_asked_to_wait_two_more(waits, attempt, ada):
    waiting.withdraw(attempt, by=ada)
    assert fallback.asked() == []

    waiting.ask(attempt, by=ada)

    assert [row.attempt for row in fallback.asked()] == [attempt]


def test_the_days_of_the_team_hold(waits, attempt, ada, max):
    waiting.ask(attempt, by=ada, away=[at(50).date()])

    with pytest.raises(Refused, match="does not come on that day"):
        fallback.take(waits, by=max, starts_at=at(50))


def test_a_mentor_takes_it_and_it_costs_the_team_nothing_extra(waits, ada, max):
    taken = fallback.take(waits, by=max, starts_at=at(50))

    assert (taken.evaluator, taken.price, taken.choice.door) == (max, 1, Choice.Door.STAFF)
    assert points.balance(ada) == 4
    assert fallback.asked() == []


def test_the_point_of_a_mentors_evaluation_goes_to_everybody(waits, ada, max, clock):
    taken = fallback.take(waits, by=max, starts_at=at(50))
    clock.move_to(at(50))

    fill(meet(taken))

    assert Evaluation.objects.get().state == "done"
    assert points.balance(ada) == 4


def test_trainees_are_not_asked(waits, bob):
    with pytest.raises(Refused, match="Only staff and mentors"):
        fallback.take(waits, by=bob, starts_at=at(50))


def test_the_hours_of_the_team_hold(waits, max):
    with pytest.raises(Refused, match="other hours"):
        fallback.take(waits, by=max, starts_at=at(63))  # one in the morning


def test_the_first_helper_gets_it(waits, max, sora):
    fallback.take(waits, by=max, starts_at=at(50))

    with pytest.raises(Refused, match="has found somebody"):
        fallback.take(waits, by=sora, starts_at=at(51))


def test_a_mentor_finds_and_takes_it_on_the_pages(client, waits, max, ada):
    waiting.ask(waits.attempt, by=ada, away=[at(72).date()])
    client.force_login(max)
    client.cookies["django_language"] = "en"
    assert (
        "1 team asks for staff or a mentor."
        in client.get(reverse("peer_review:evaluations")).content.decode()
    )
    page = client.get(reverse("peer_review:asked")).content.decode()
    assert "First steps" in page
    assert "not on Thu, 5 Mar" in page
    assert ada.login not in page

    moment = {"day": "2026-03-04", "begins": "12:00"}
    client.post(reverse("peer_review:take", args=[waits.pk]), moment)

    assert Evaluation.objects.get().starts_at == at(50)


def test_who_has_evaluated_a_team_is_asked_for_others(client, ada, max, sora, cohort, clock):
    first = make_attempt(make_project("rush", evaluator="senior"), ada)
    waiting.ask(first, by=ada)
    evaluated = fallback.take(Waiting.objects.get(), by=max, starts_at=at(2))
    clock.move_to(at(2))
    fill(meet(evaluated))
    attempts.finish(first, peer_mark=0)
    clock.move_to(at(72))
    attempts.open_next(first.team)
    again = make_under_evaluation(first.team)
    waiting.ask(again, by=ada)

    assert [row.attempt for row in fallback.asked(by=sora)] == [again]
    assert fallback.asked(by=max) == []
    client.force_login(max)
    assert "Rush" not in client.get(reverse("peer_review:asked")).content.decode()
    with pytest.raises(Refused, match="evaluated this team before"):
        fallback.take(Waiting.objects.latest("pk"), by=max, starts_at=at(74))


def test_nobody_is_asked_for_a_team_that_has_left(waits, ada):
    ada.enrolments.update(state="frozen")
    assert fallback.asked() == []

    ada.enrolments.update(state="active")

    assert fallback.asked() == [waits]


def test_nobody_is_at_two_places(waits, cho, max):
    other = make_attempt(make_project("other", evaluator="senior"), cho)
    waiting.ask(other, by=cho)
    fallback.take(waits, by=max, starts_at=at(50))

    with pytest.raises(Refused, match="at another evaluation at that time"):
        fallback.take(fallback.asked(by=max)[0], by=max, starts_at=at(50))


def test_one_row_at_a_time_has_the_form_and_a_refusal_leads_back_to_it(client, waits, ada, bob, max):
    waiting.ask(make_attempt(make_project("second", evaluator="senior"), bob), by=bob)
    other = fallback.asked(by=max)[1]
    client.force_login(max)
    page = reverse("peer_review:asked")

    first, chosen = client.get(page).content.decode(), client.get(f"{page}?team={other.pk}").content.decode()
    refused = client.post(reverse("peer_review:take", args=[other.pk]), {"day": "never"})

    forms = [
        [reverse("peer_review:take", args=[row.pk]) in text for row in (waits, other)]
        for text in (first, chosen)
    ]
    assert forms == [[True, False], [False, True]]
    assert refused.url == f"{page}?team={other.pk}#team-{other.pk}"
