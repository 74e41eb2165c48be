import pytest

from academy.notices.models import Notice
from peer_review import points, tasks
from peer_review.models import Account, Alarm, Evaluation, Sale, WeeklyAct
from tests.making import make_cohort, make_person
from tests.peer_review.making import at
from tests.peer_review.test_sales import fill_pool


@pytest.fixture
def _points_add_up(cohort):
    """These tests break things on purpose."""


def spoil(change):
    account = Account.objects.filter(kind="person").first()
    Account.objects.filter(pk=account.pk).update(balance=account.balance + change)


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    def check():
        with django_capture_on_commit_callbacks(execute=True):
            tasks.check_points()

    return check


def test_at_night_staff_are_told_once_what_does_not_add_up(night, ada, cohort, sora):
    make_person("min", role="staff", language="ko")
    spoil(1)

    night()
    night()

    told = sora.notices.get()
    assert told.title == "The points of Gwangju do not add up"
    assert "I2: the balances sum to 1" in told.note
    assert Notice.objects.filter(name="points-alarm").count() == 2


def test_the_alarm_ends_when_all_is_well_again(night, ada, cohort, sora):
    spoil(1)
    night()
    spoil(-1)

    night()

    assert not Alarm.objects.filter(ended_at=None).exists()
    assert sora.notices.count() == 1


def test_a_cohort_that_cannot_be_looked_at_holds_up_no_other(night, booked, cohort, monkeypatch):
    make_cohort("seoul", time_zone="Asia/Nowhere")
    Evaluation.objects.update(price=2)

    night()

    assert Alarm.objects.get().cohort == cohort


def test_the_week_is_settled_once(ada, cohort, clock):
    tasks.weekly_acts()
    tasks.weekly_acts()

    assert WeeklyAct.objects.get().week.isoformat() == "2026-03-02"


def test_a_sale_begins_without_a_booking(ada, cohort):
    fill_pool(ada, cohort)
    Sale.objects.all().delete()

    tasks.review_sales()

    assert Sale.objects.get().began_at == at(0)
    assert points.balance(ada) == 1
