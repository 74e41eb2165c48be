from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from academy.people import invitations, post
from academy.people.models import Invitation
from tests.making import make_cohort, make_person
from tests.people.making import make_invitation

pytestmark = pytest.mark.django_db


class Grumpy(BaseEmailBackend):
    """A mail server that does not know one address."""

    def send_messages(self, messages):
        for message in messages:
            if message.to == ["unknown@example.org"]:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"No such user here")})
            mail.outbox.append(message)
        return len(messages)


class Gone(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def sora(db):
    return make_person("sora", role="staff")


def test_each_invitation_is_mailed_once_in_its_language(sora, cohort):
    make_invitation(sora, cohort, email="a@example.org", language="ko")
    make_invitation(sora, cohort, email="b@example.org", language="en", login="bob")

    post.mail_invitations()
    post.mail_invitations()

    english = next(letter for letter in mail.outbox if letter.to == ["b@example.org"])
    link = post.link_of(Invitation.objects.get(login="bob"))
    assert sorted(letter.to[0] for letter in mail.outbox) == ["a@example.org", "b@example.org"]
    assert english.subject == "Your invitation to Bitgoeul"
    assert link in english.body.splitlines()
    assert "Your login will be bob." in english.body


def test_a_name_is_not_made_into_html(sora, cohort):
    make_invitation(sora, cohort, name="O'Neil & <Sons>", language="en")

    post.mail_invitations()

    assert "Hello O'Neil & <Sons>," in mail.outbox[0].body


@pytest.mark.parametrize(
    "change", [{"withdrawn_at": timezone.now()}, {"invited_at": timezone.now() - timedelta(31)}]
)
def test_dead_invitations_are_not_mailed(sora, cohort, change):
    invitation = make_invitation(sora, cohort)
    Invitation.objects.filter(pk=invitation.pk).update(**change)

    post.mail_invitations()

    assert mail.outbox == []


def test_an_invitation_is_mailed_after_commit(sora, django_capture_on_commit_callbacks):
    invitation = make_invitation(sora, make_cohort())

    with django_capture_on_commit_callbacks() as callbacks:
        invitations.resend(invitation)

    assert len(callbacks) == 1
    assert mail.outbox == []


def test_a_refused_address_is_noted_and_holds_nobody_up(sora, cohort, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Grumpy"
    bad = make_invitation(sora, cohort, email="unknown@example.org")
    make_invitation(sora, cohort, email="known@example.org")

    post.mail_invitations()
    post.mail_invitations()

    bad.refresh_from_db()
    assert bad.mail_trouble == "550 No such user here"
    assert bad.mailed_at is None
    assert [letter.to for letter in mail.outbox] == [["known@example.org"]]


def test_a_mail_server_that_hangs_up_loses_nothing(sora, cohort, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Gone"
    make_invitation(sora, cohort)
    with pytest.raises(SMTPServerDisconnected):
        post.mail_invitations()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    post.mail_invitations()

    assert len(mail.outbox) == 1


def test_two_rounds_at_once_send_one_letter(sora, cohort):
    invitation = make_invitation(sora, cohort)

    assert [post.claim(invitation), post.claim(invitation)] == [True, False]
