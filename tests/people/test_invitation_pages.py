from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from academy.people.models import Invitation
from tests.making import make_cohort
from tests.people.making import add_authenticator_app, code_now, make_invitation, sign_in

pytestmark = pytest.mark.django_db
GOOD = "이메일,이름,반\nminji@example.org,김민지,1\njiho@example.org,박지호,\n"


def upload(client, cohort, text):
    raw = text if isinstance(text, bytes) else text.encode()
    return client.post(
        "/invitations/upload/", {"cohort": cohort.pk, "file": SimpleUploadedFile("list.csv", raw)}
    )


def confirm(client, cohort, text):
    return client.post("/invitations/confirm/", {"cohort": cohort.pk, "text": text})


def invite(client, **fields):
    values = {"role": "trainee", "email": "new@example.org", "name": "Haeun", "language": "ko", **fields}
    return client.post("/invitations/new/", values)


@pytest.fixture
def strong_client(client, sora):
    """Staff who signed in with a second factor."""
    secret = add_authenticator_app(sora)
    sign_in(client, sora)
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    return client


def test_a_file_is_shown_before_anybody_is_invited(staff_client, cohort):
    page = upload(staff_client, cohort, GOOD.encode("cp949"))

    words = page.content.decode()
    assert "김민지" in words
    assert "What will happen" in words
    assert not Invitation.objects.exists()


def test_confirming_invites_them_all(staff_client, cohort, sora):
    text = upload(staff_client, cohort, GOOD).context["text"]

    answer = confirm(staff_client, cohort, text.replace("\n", "\r\n"))  # as browsers send it

    assert answer.url == "/invitations/"
    assert sorted(Invitation.objects.values_list("email", "name", "school_class__number")) == [
        ("jiho@example.org", "박지호", None),
        ("minji@example.org", "김민지", 1),
    ]
    assert "2 people are invited." in staff_client.get("/invitations/").content.decode()


def test_problems_are_shown_line_by_line_and_nobody_can_be_invited(staff_client, cohort):
    bad = GOOD + "nonsense,,9\n"

    page = upload(staff_client, cohort, bad).content.decode()
    answer = confirm(staff_client, cohort, bad)

    assert "1 line has a problem" in page
    assert "The lines with problems: 1 of 3" in page
    for sentence in ("“nonsense” is not an e-mail address.", "The name is missing.", "no class “9”"):
        assert sentence in page
    assert "Invite them all" not in page
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_a_place_lost_since_the_preview_is_told(staff_client, sora):
    cohort = make_cohort(capacity=2)
    text = upload(staff_client, cohort, GOOD).context["text"]
    make_invitation(sora, cohort)

    page = confirm(staff_client, cohort, text)

    assert "The cohort has no place left for this trainee." in page.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\x00\xff\xfe\x80", "not text in UTF-8 or CP949"),
        (b"", "The submitted file is empty"),
        (b"email,name\n", "no lines below its first"),
        (b"x" * (300 << 10), "larger than 256 kB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(staff_client, cohort, raw, sentence):
    assert sentence in upload(staff_client, cohort, raw).content.decode()


def test_without_a_file_the_form_asks_for_one(staff_client, cohort):
    page = staff_client.post("/invitations/upload/", {"cohort": cohort.pk})

    assert "file" in page.context["form"].errors


def test_before_the_first_cohort_the_page_says_what_to_do(staff_client):
    assert "There is no cohort yet" in staff_client.get("/invitations/upload/").content.decode()


@pytest.mark.parametrize("text", ["", "nonsense", "email,name\n"])
def test_a_spoiled_confirmation_starts_again(staff_client, cohort, text):
    assert confirm(staff_client, cohort, text).url == "/invitations/upload/"


def test_names_are_shown_as_text(staff_client, cohort):
    page = upload(staff_client, cohort, "email,name\na@example.org,<script>alert(1)</script>\n")

    assert "<script>alert(1)" not in page.content.decode()


def test_one_person_is_invited_by_form(staff_client, cohort):
    fields = {
        "role": "trainee",
        "email": "New@Example.org",
        "name": "Haeun",
        "cohort": cohort.pk,
        "language": "en",
    }

    answer = staff_client.post("/invitations/new/", {**fields, "school_class": "1"})

    invitation = Invitation.objects.get()
    assert answer.url == "/invitations/"
    assert (invitation.email, invitation.login, invitation.language) == ("new@example.org", "new-2", "en")
    assert invitation.school_class.number == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"cohort": ""}, "A trainee needs a cohort."),
        ({"email": "sora@example.org"}, "sora@example.org has an account already."),
        ({"school_class": "7"}, "There is no class “7” in this cohort."),
        ({"login": "admin"}, "The login admin is taken."),
    ],
)
def test_the_form_says_what_is_wrong(staff_client, cohort, fields, sentence):
    values = {
        "role": "trainee",
        "email": "new@example.org",
        "name": "Haeun",
        "cohort": cohort.pk,
        "language": "ko",
    }

    page = staff_client.post("/invitations/new/", {**values, **fields})

    assert sentence in page.content.decode()
    assert not Invitation.objects.exists()


def test_inviting_staff_takes_a_second_factor(staff_client, cohort):
    page = invite(staff_client, role="staff")

    assert "sign in with your passkey or authenticator app" in page.content.decode()
    assert not Invitation.objects.exists()


def test_with_a_second_factor_staff_invite_staff(strong_client):
    invite(strong_client, role="staff")

    assert Invitation.objects.get().role == "staff"


def test_the_list_is_searched_and_narrowed(staff_client, sora, cohort):
    make_invitation(sora, cohort, name="김민지")
    expired = make_invitation(sora, cohort, name="박지호")
    Invitation.objects.filter(pk=expired.pk).update(invited_at=timezone.now() - timedelta(days=31))

    def names(query):
        return [
            invitation.name
            for invitation, _link in staff_client.get(f"/invitations/?{query}").context["entries"]
        ]

    assert names("q=민지") == ["김민지"]
    assert names("state=expired") == ["박지호"]
    assert names("state=accepted") == []
    assert names(f"cohort={cohort.pk}&state=waiting") == ["김민지"]
    assert len(names("state=nonsense&cohort=x&page=99")) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_questions_for_one_as_for_three(
    staff_client, sora, cohort, count, django_assert_num_queries
):
    for _number in range(count):
        make_invitation(sora, cohort, school_class=cohort.classes.get())
    staff_client.get("/invitations/")

    with django_assert_num_queries(7):
        staff_client.get("/invitations/")


def test_only_a_living_link_is_shown(staff_client, sora, cohort):
    alive, dead = make_invitation(sora, cohort), make_invitation(sora, cohort, withdrawn_at=timezone.now())

    page = staff_client.get("/invitations/").content.decode()

    assert alive.token in page
    assert dead.token not in page


def test_sending_again_and_withdrawing(staff_client, sora, cohort):
    invitation = make_invitation(sora, cohort, mailed_at=timezone.now())

    staff_client.post(f"/invitations/{invitation.pk}/send-again/")
    invitation.refresh_from_db()
    assert invitation.mailed_at is None

    question = staff_client.get(f"/invitations/{invitation.pk}/withdraw/")
    assert invitation.email in question.content.decode()
    staff_client.post(f"/invitations/{invitation.pk}/withdraw/")
    invitation.refresh_from_db()
    assert invitation.withdrawn_at

    again = staff_client.post(f"/invitations/{invitation.pk}/send-again/", follow=True)
    assert "This invitation has been used or withdrawn." in again.content.decode()


@pytest.mark.parametrize("person", ["trainee", "mentor"])
@pytest.mark.parametrize("path", ["", "new/", "upload/", "confirm/", "{pk}/withdraw/", "{pk}/send-again/"])
def test_only_staff_invite(client, minji, sora, cohort, person, path):
    invitation = make_invitation(sora, cohort)
    if person == "mentor":
        minji.enrolments.all().delete()
        minji.role = "mentor"
        minji.save()
    sign_in(client, minji)
    address = "/invitations/" + path.format(pk=invitation.pk)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
