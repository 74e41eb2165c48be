from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from academy.notices import inbox
from academy.notices.kinds import KINDS, NEWS
from academy.notices.models import Mailbox, Notice, Switch
from academy.notices.telling import tell, to_nobody
from tests.making import make_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
PROJECT = {"ko": "첫걸음", "en": "First steps"}


@pytest.fixture
def ada():
    return make_person("ada")


def booked(*people, key="1"):
    tell(
        [person.pk for person in people],
        "booked-to-get",
        key=key,
        url="/evaluations/1/",
        project=PROJECT,
        at=AT,
    )


def test_news_is_told_once_however_often_it_happens(ada):
    booked(ada)
    booked(ada)
    booked(ada, key="2")

    assert inbox.unread(ada) == 2


def test_simulated_people_are_told_nothing_and_nothing_is_asked_for_them(ada, django_assert_num_queries):
    with django_assert_num_queries(0), to_nobody():
        booked(ada)

    booked(ada)

    assert inbox.unread(ada) == 1


def test_a_notice_speaks_the_language_and_the_time_of_who_reads_it(ada):
    booked(ada)
    notice = ada.notices.get()

    with translation.override("en"), timezone.override("Asia/Seoul"):
        assert notice.title == "First steps is evaluated on 2 Mar, 14:00"
    with translation.override("ko"), timezone.override("UTC"):
        assert "첫걸음" in notice.title
        assert "05:00" in notice.title


def test_news_of_something_that_was_rolled_back_is_told_nobody(ada):
    with transaction.atomic():
        booked(ada)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_a_word_that_is_missing_is_found_at_once(ada):
    with pytest.raises(KeyError):
        tell([ada.pk], "booked-to-get", key="1", url="/", project=PROJECT)


def test_many_are_told_with_the_queries_of_one(ada):
    others = [make_person(f"other{number}") for number in range(5)]

    def queries(people):
        with CaptureQueriesContext(connection) as asked:
            booked(*people, key=str(len(people)))
        return len(asked)

    assert queries([ada]) == queries(others) == 2


@pytest.mark.parametrize(("channel", "ways"), [("page", (False, "waiting")), ("mail", (True, "off"))])
def test_each_kind_can_be_switched_off_by_each_way(ada, channel, ways):
    Switch.objects.create(person=ada, kind="booking", channel=channel, on=False)

    booked(ada)

    notice = ada.notices.get()
    assert (notice.listed, notice.mail) == ways


def test_what_has_a_term_stands_on_the_page_whatever_is_switched(ada):
    Switch.objects.create(person=ada, kind="hearing", channel="page", on=False)

    tell([ada.pk], "reported", key="1", url="/", project=PROJECT, until=AT)

    assert inbox.unread(ada) == 1


def test_only_what_was_there_counts_as_seen(ada, time_machine):
    time_machine.move_to(AT, tick=False)
    booked(ada)
    time_machine.shift(5)
    booked(ada, key="2")

    inbox.read(ada, until=AT)

    assert inbox.unread(ada) == 1


def test_old_notices_are_forgotten(ada, time_machine):
    time_machine.move_to(AT, tick=False)
    booked(ada)

    inbox.forget_old(AT + inbox.KEPT)
    assert Notice.objects.count() == 1
    time_machine.shift(1)
    inbox.forget_old(timezone.now() + inbox.KEPT)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        lambda ada: Notice.objects.create(person=ada, name="nudge", key="1", url="//elsewhere.example"),
        lambda ada: Notice.objects.create(person=ada, name="nudge", key="1", url="https://elsewhere.example"),
        lambda ada: Notice.objects.create(person=ada, name="nudge", key="1", url="/", mail="lost"),
        lambda ada: [Notice.objects.create(person=ada, name="nudge", key="1", url="/") for _time in range(2)],
        lambda ada: Switch.objects.create(person=ada, kind="mark", channel="bird", on=True),
        lambda ada: [Switch.objects.create(person=ada, kind="mark", channel="mail", on=on) for on in (0, 1)],
        lambda ada: Mailbox.objects.create(person=ada, quiet_from=24),
    ],
)
def test_the_database_refuses_what_must_not_be(ada, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        bad(ada)


@pytest.mark.parametrize(
    ("hours", "quiet"), [((22, 7), [0, 1, 2, 3, 4, 5, 6, 22, 23]), ((1, 3), [1, 2]), ((5, 5), [])]
)
def test_quiet_hours_may_go_over_midnight(hours, quiet):
    mailbox = Mailbox(quiet_from=hours[0], quiet_until=hours[1])

    assert [hour for hour in range(24) if mailbox.is_quiet(hour)] == quiet


def test_every_sentence_has_the_same_gaps_in_both_languages():
    about = dict.fromkeys(
        ("project", "at", "until", "since", "text", "fault", "cohort"), "x"
    ) | dict.fromkeys(("score", "mark", "before", "change", "run", "minutes", "level"), 7)

    for language in ("en", "ko"):
        with translation.override(language):
            assert all(str(news.title) % about for news in NEWS.values())
            assert all(str(news.note) % about or not news.note for news in NEWS.values())
    assert {news.kind.name for news in NEWS.values()} == set(KINDS)
