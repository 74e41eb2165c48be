"""Certificates: who gets one, what it says, and what whoever checks it learns."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from academy.certificates import checking, issuing
from academy.certificates.models import CODE_LENGTH, Certificate
from academy.certificates.paper import pdf
from academy.people.models import Enrolment
from projects import experience
from projects.refusals import Refused
from tests.making import make_cohort, make_finished, make_person, make_project, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGE, CHECK = "/staff/cohorts/gwangju/certificates/", "/certificates/check/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def sora(client):
    sora = make_person("sora", role="staff")
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")
    return sora


def stranger():
    return Client(headers={"accept-language": "en"})


def make_graduate(login="ada"):
    person = make_person(login)
    person.enrolments.update(state=Enrolment.State.GRADUATED)
    return person.enrolments.get()


def make_certificate(login="ada", by=None):
    by = by or make_person(role="staff")
    return issuing.issue([make_graduate(login)], by=by)[0]


def signed_in(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_certificate_keeps_what_was_true_when_it_was_issued():
    experience.pay(make_finished(make_team(make_project(xp=400), make_person("ada")), peer=100))
    ada = Enrolment.objects.get()
    Enrolment.objects.update(state=Enrolment.State.GRADUATED)
    ada.refresh_from_db()

    certificate = issuing.issue([ada], by=make_person(role="staff"))[0]
    ada.user.name = "Somebody else"
    ada.user.save()
    certificate.refresh_from_db()

    assert (certificate.name, certificate.cohort) == ("Ada Kim", "Gwangju")
    assert (certificate.level, certificate.highest, certificate.validated) == (2, 15, 1)


def test_only_graduates_get_one_and_only_one():
    ada, bob = make_graduate(), make_person("bob").enrolments.get()
    staff = make_person(role="staff")

    issuing.issue([ada], by=staff)

    for enrolments in ([bob], [ada]):
        with pytest.raises(Refused):
            issuing.issue(enrolments, by=staff)
    assert Certificate.objects.count() == 1


def test_a_whole_cohort_gets_them_at_once(client, sora):
    make_graduate("ada")
    make_graduate("bob")
    make_person("cy")
    assert "Issue 2 certificates" in client.get(PAGE).content.decode()

    client.post(f"{PAGE}issue/", {"enrolment": "all"})

    assert sorted(Certificate.objects.values_list("name", flat=True)) == ["Ada Kim", "Bob Kim"]
    assert len(set(Certificate.objects.values_list("code", flat=True))) == 2


def test_one_graduate_gets_one(client, sora):
    ada = make_graduate("ada")
    make_graduate("bob")

    client.post(f"{PAGE}issue/", {"enrolment": ada.pk})

    assert Certificate.objects.get().enrolment == ada


def test_whoever_knows_number_and_code_reads_what_it_certifies_and_no_more():
    certificate = make_certificate()

    page = stranger().post(CHECK, {"number": certificate.number, "code": certificate.spaced_code.lower()})

    assert "This certificate is genuine" in page.content.decode()
    assert "Ada Kim" in page.content.decode()
    for hidden in ("ada@example.org", "/people/ada/", certificate.code):
        assert hidden not in page.content.decode()


def test_a_wrong_code_and_a_wrong_number_read_the_same():
    certificate = make_certificate()

    given = [(certificate.number, "A" * CODE_LENGTH), ("1999-00001", certificate.code)]
    pages = [
        stranger().post(CHECK, {"number": number, "code": code}).content.decode() for number, code in given
    ]

    for page in pages:
        assert "There is no such certificate" in page
        assert "Ada Kim" not in page


def test_nobody_finds_a_certificate_by_an_empty_or_short_code():
    certificate = make_certificate()

    for code in ("", certificate.code[:-1], certificate.code + "A", "?" * CODE_LENGTH):
        assert checking.find(certificate.number, code) is None
        assert checking.find("unknown", code) is None
    assert checking.find(certificate.number, certificate.code) == certificate


def test_the_door_for_checks_is_narrow():
    given = {"number": "2026-00001", "code": "A" * CODE_LENGTH}

    statuses = [stranger().post(CHECK, given).status_code for _try in range(12)]

    assert statuses == [200] * 10 + [429] * 2
    assert stranger().get(CHECK).status_code == 200


def test_behind_a_proxy_of_ours_everybody_has_a_door_of_their_own(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    given = {"number": "2026-00001", "code": "A" * CODE_LENGTH}

    def check(claimed, seen):
        return stranger().post(CHECK, given, headers={"x-forwarded-for": f"{claimed}, {seen}"}).status_code

    assert [check(f"198.51.100.{number}", "203.0.113.1") for number in range(11)][-1] == 429
    assert check("203.0.113.1", "203.0.113.2") == 200


def test_without_a_proxy_nobody_says_where_they_come_from():
    given = {"number": "2026-00001", "code": "A" * CODE_LENGTH}

    claims = [{"x-forwarded-for": f"198.51.100.{number}"} for number in range(11)]

    assert [stranger().post(CHECK, given, headers=claim).status_code for claim in claims][-1] == 429


def test_a_revoked_certificate_is_void_for_whoever_checks_it(client, sora):
    certificate = make_certificate(by=sora)

    client.post(f"/certificates/{certificate.pk}/revoke/", {"reason": "The work was copied."})
    given = {"number": certificate.number, "code": certificate.code}
    page = stranger().get(CHECK, given).content.decode()

    assert "was revoked" in page
    assert "The work was copied." not in page
    assert "Ada Kim" not in page
    assert "The work was copied." in client.get(PAGE).content.decode()
    assert (
        "The work was copied." in signed_in(certificate.enrolment.user).get("/certificates/").content.decode()
    )
    assert client.get(f"/certificates/{certificate.pk}.pdf").status_code == 404


def test_a_certificate_is_revoked_once_and_with_a_reason():
    certificate, staff = make_certificate(), make_person(role="staff")

    with pytest.raises(Refused):
        issuing.revoke(certificate, by=staff, reason="  ")
    issuing.revoke(certificate, by=staff, reason="Issued by mistake.")
    with pytest.raises(Refused):
        issuing.revoke(certificate, by=staff, reason="Again.")

    again = issuing.issue([certificate.enrolment], by=staff)[0]
    assert again.number == f"{certificate.number}-2"


def test_the_owner_and_staff_take_the_paper_and_nobody_else(sora, client):
    certificate = make_certificate()
    address = f"/certificates/{certificate.pk}.pdf"

    mine = signed_in(certificate.enrolment.user).get(address)

    assert (mine.status_code, mine["Content-Type"]) == (200, "application/pdf")
    assert mine.content.startswith(b"%PDF-")
    assert client.get(address).status_code == 200
    assert signed_in(make_person("bob")).get(address).status_code == 404
    assert stranger().get(address).status_code == 302


def test_the_paper_brings_its_letters_in_both_languages():
    certificate = make_certificate()

    korean, english = (pdf(certificate, language=language) for language in ("ko", "en"))

    for paper in (korean, english):
        assert b"/FontFile2" in paper
        assert len(paper) < 60_000
    assert korean != english


@pytest.mark.parametrize(
    "bad",
    [
        {"reason": "Void."},
        {"code": "short"},
        {"level": 16, "highest": 15},
    ],
    ids=["half_revoked", "weak_code", "beyond_the_table"],
)
def test_the_database_refuses_bad_rows(bad):
    certificate = make_certificate()

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**bad)


def test_the_database_refuses_a_second_valid_certificate():
    certificate = make_certificate()
    certificate.pk, certificate.number = None, "2026-99999"

    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.save()


def test_the_page_of_certificates_is_of_its_cohort():
    make_certificate()

    assert list(make_cohort("seoul").enrolments.all()) == []
    assert issuing.graduates(make_cohort("seoul")) == []
