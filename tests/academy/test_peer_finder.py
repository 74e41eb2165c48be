"""Who is on a project, and who helps with it."""

import pytest
from django.db import IntegrityError, transaction

from academy.people.models import Enrolment
from projects import peers
from projects.models import HelpOffer
from projects.refusals import Refused
from tests.making import (
    make_cohort,
    make_finished,
    make_person,
    make_project,
    make_team,
    make_under_evaluation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def site(client):
    def sign_in(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def helper(project, login="hana"):
    person = make_person(login)
    make_finished(make_team(project, person))
    return person


def words_of(site, person, path="/projects/first-steps/peers/"):
    return site(person).get(path).content.decode()


def test_those_who_work_and_those_who_help_are_named(site):
    project = make_project()
    ada, hana = make_person("ada"), helper(project)
    make_team(project, make_person("bob"))
    peers.offer(project, by=hana, words="At the window,  after six")

    page = words_of(site, ada)

    assert "Bob Kim" in page
    assert "Hana Kim" in page
    assert "At the window, after six" in page


def test_nobody_whose_work_waits_for_an_evaluation_is_named(site):
    project = make_project()
    make_under_evaluation(make_team(project, make_person("bob")))

    page = words_of(site, make_person("ada"))

    assert "Bob Kim" not in page
    assert "Nobody is on it right now" in page


def test_each_cohort_looks_around_in_itself_and_staff_in_any(site):
    project, seoul = make_project(), make_cohort("seoul")
    make_team(project, make_person("bob", cohort=seoul))

    assert "Bob Kim" not in words_of(site, make_person("ada"))
    staff = make_person("sora", role="staff")
    assert "Bob Kim" in words_of(site, staff, "/projects/first-steps/peers/?cohort=seoul")
    assert site(staff).get("/projects/first-steps/peers/?cohort=none").status_code == 404


def test_those_who_have_left_are_not_named():
    project, bob = make_project(), make_person("bob")
    make_team(project, bob)
    hana = helper(project)
    peers.offer(project, by=hana, words="")

    bob.enrolments.update(state=Enrolment.State.WITHDRAWN)
    hana.enrolments.update(state=Enrolment.State.FROZEN)

    assert peers.of(project, make_cohort()) == peers.Peers([], [])


def test_only_who_has_validated_it_can_offer_help(site):
    project, ada = make_project(), make_person("ada")
    make_finished(make_team(project, ada), peer=20)

    answer = site(ada).post("/projects/first-steps/peers/offer/", {"words": "Me!"}, follow=True)

    assert "once you have validated it" in answer.content.decode()
    assert not HelpOffer.objects.exists()


def test_an_offer_can_be_changed_and_withdrawn(site):
    project = make_project()
    hana = helper(project)
    post = lambda **data: site(hana).post("/projects/first-steps/peers/offer/", data)  # noqa: E731

    post(words="Room 3")
    post(words="Room 4")

    assert HelpOffer.objects.get().words == "Room 4"
    post(offer="withdraw")
    assert not HelpOffer.objects.exists()


def test_long_words_are_refused_and_html_is_text(site):
    project = make_project()
    hana = helper(project)

    with pytest.raises(Refused, match="at most 140"):
        peers.offer(project, by=hana, words="a" * 141)
    peers.offer(project, by=hana, words="<b>loud</b>")

    assert "&lt;b&gt;loud" in words_of(site, hana)


def test_the_database_keeps_one_offer_of_a_person():
    project = make_project()
    hana = helper(project)
    peers.offer(project, by=hana, words="")

    with pytest.raises(IntegrityError), transaction.atomic():
        HelpOffer.objects.create(project=project, user=hana)
