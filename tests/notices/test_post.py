from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from academy.notices import inbox, post, rounds
from academy.notices.models import Mailbox, Notice
from academy.notices.telling import tell
from tests.making import make_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # 12:00 in Gwangju
NIGHT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)  # 23:00 in Gwangju
PROJECT = {"ko": "첫걸음", "en": "First steps"}


class Grumpy(BaseEmailBackend):
    """A mail server that does not know an address."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such user here")})


class Gone(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def ada():
    return make_person("ada")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def happen(person, key, name="moved", **about):
    tell([person.pk], name, key=key, url="/evaluations/1/", project=PROJECT, at=NOON, **about)


def after(minutes, since=NOON):
    return since + timedelta(minutes=minutes)


def test_what_happens_within_a_while_becomes_one_letter(ada):
    happen(ada, "1")
    happen(ada, "2", "cancelled-by-team")

    assert post.send_due(after(9)) == 0
    assert post.send_due(after(10)) == 1
    assert post.send_due(after(11)) == 0

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([ada.email], "2 things are new at Bitgoeul")
    assert "The evaluation of First steps is now on 2 Mar, 12:00" in letter.body
    assert letter.body.count("/notices/") == 3  # two notices and the switches


def test_a_letter_about_one_thing_says_it_in_the_subject_in_the_persons_language():
    happen(make_person("min", language="ko"), "1")

    post.send_due(after(10))

    assert "첫걸음" in mail.outbox[0].subject
    assert "안녕하세요" in mail.outbox[0].body


def test_letters_to_one_person_are_an_hour_apart(ada):
    happen(ada, "1")
    post.send_due(after(10))
    happen(ada, "2")

    assert post.send_due(after(69)) == 0
    assert post.send_due(after(70)) == 1


def test_what_cannot_wait_goes_at_once_and_takes_the_rest_with_it(ada, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    happen(ada, "1")
    assert post.send_due(NIGHT) == 0
    happen(ada, "2", "soon-to-get")

    assert post.send_due(NIGHT) == 1

    assert mail.outbox[0].subject == "2 things are new at Bitgoeul"


def test_the_night_is_quiet_until_the_morning_of_the_person(ada, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    happen(ada, "1")

    assert post.send_due(after(60, NIGHT)) == 0
    assert post.send_due(after(8 * 60 - 1, NIGHT)) == 0
    assert post.send_due(after(8 * 60, NIGHT)) == 1


def test_somebody_may_have_no_quiet_hours(ada, time_machine):
    Mailbox.objects.create(person=ada, quiet_from=3, quiet_until=3)
    time_machine.move_to(NIGHT, tick=False)
    happen(ada, "1")

    assert post.send_due(after(10, NIGHT)) == 1


def test_what_was_read_on_the_page_is_not_mailed(ada):
    happen(ada, "1")
    inbox.read(ada)

    assert post.send_due(after(10)) == 0
    assert ada.notices.get().mail == "left"


def test_what_could_not_be_sent_for_days_is_no_news(ada):
    happen(ada, "1")

    assert post.send_due(after(2 * 24 * 60 + 1)) == 0


def test_who_has_left_is_not_written_to(ada):
    happen(ada, "1")
    type(ada).objects.update(is_active=False)

    assert post.send_due(after(10)) == 0


def test_a_letter_is_never_longer_than_one_wants_to_read(ada):
    for number in range(23):
        happen(ada, str(number))

    post.send_due(after(10))

    assert mail.outbox[0].body.count("is now on") == post.MOST_LINES
    assert "And 3 more" in mail.outbox[0].body


def test_a_mail_server_that_hangs_up_loses_nothing(ada, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Gone"
    happen(ada, "1")
    with pytest.raises(SMTPServerDisconnected):
        post.send_due(after(10))

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert post.send_due(after(11)) == 1


def test_a_refused_address_is_not_asked_again(ada, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Grumpy"
    happen(ada, "1")

    post.send_due(after(10))

    assert ada.notices.get().mail == "left"


def test_two_rounds_at_once_send_one_letter(ada):
    happen(ada, "1")

    assert [
        len(rounds.claim(post.RHYTHM, ada, after(10))),
        len(rounds.claim(post.RHYTHM, ada, after(10))),
    ] == [1, 0]


def test_who_is_written_to_takes_the_same_queries_for_any_number(ada, django_assert_num_queries):
    for number in range(4):
        happen(make_person(f"other{number}"), "1")

    with django_assert_num_queries(3):
        assert len(rounds.due(post.RHYTHM, after(10))) == 4
    assert Notice.objects.filter(mail="waiting").count() == 4
