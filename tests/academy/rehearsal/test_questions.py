"""Questions whose SQL is made once: the same answers as from Django."""

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from academy.people.models import User
from academy.rehearsal.alone.base import DatabaseWrapper
from academy.rehearsal.models import Rehearsal
from academy.rehearsal.questions import planned_once
from academy.rehearsal.questions.asking import Asking
from peer_review.models import Account, Slot
from tests.making import make_cohort
from tests.peer_review import making

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

QUESTIONS = {
    "one object": lambda user: User.objects.get(pk=user.pk),
    "by a word": lambda user: list(User.objects.filter(login=user.login)),
    "in any case": lambda user: list(User.objects.filter(login__iexact=user.login)),
    "a part of a word": lambda user: list(User.objects.filter(login__startswith=user.login[:2])),
    "through an object": lambda user: list(user.accounts.select_related("cohort").order_by("pk")),
    "the first": lambda user: Slot.objects.filter(evaluator=user).order_by("-quarter").first(),
    "a list": lambda user: list(User.objects.filter(pk__in=[user.pk, user.pk + 1, 0]).order_by("login")),
    "an empty list": lambda user: list(User.objects.filter(pk__in=[])),
    "a range of times": lambda user: list(
        User.objects.filter(pk=user.pk, joined_at__range=(making.NOW, making.at(5)))
    ),
    "either or": lambda user: list(User.objects.filter(Q(pk=user.pk) | ~Q(login=user.login)).order_by("pk")),
    "nothing there": lambda user: list(Slot.objects.filter(evaluator=user, evaluation=None).order_by("pk")),
    "a question within": lambda user: list(
        User.objects.filter(slots__in=Slot.objects.filter(evaluator=user)).distinct()
    ),
    "tuples": lambda user: list(Account.objects.filter(user=user).values_list("balance", "user__login")),
    "values": lambda user: list(Account.objects.filter(user=user).values_list("pk", flat=True)),
    "dictionaries": lambda user: list(Account.objects.filter(user=user).values("balance")),
    "one by one": lambda user: list(
        Account.objects.filter(user=user).values_list("balance", flat=True).iterator()
    ),
    "something more": lambda user: list(
        Account.objects.filter(user=user)
        .annotate(more=Coalesce(F("balance"), 0))
        .values_list("more", flat=True)
    ),
    "a few fields": lambda user: [one.login for one in User.objects.filter(pk=user.pk).only("login")],
    "how many": lambda user: Slot.objects.filter(evaluator=user).count(),
    "whether": lambda user: Slot.objects.filter(evaluator=user, quarter__lt=0).exists(),
    "a slice": lambda user: list(Slot.objects.filter(evaluator=user).order_by("quarter")[1:3]),
    "a change": lambda user: Account.objects.filter(user=user).update(balance=F("balance") + 0),
}


@pytest.fixture
def people():
    make_cohort()
    with time_machine.travel(making.NOW, tick=False):
        trainees = [making.make_trainee(login) for login in ("ada", "bob", "cho")]
        for hours, person in enumerate(trainees, 3):
            making.offer(person, start=hours)
    return trainees


def test_who_asks_again_hears_what_django_says(people):
    expected = {name: [ask(person) for person in people] for name, ask in QUESTIONS.items()}

    with planned_once():
        heard = {name: [ask(person) for person in people] for name, ask in QUESTIONS.items()}

    assert heard == expected


def test_objects_are_those_that_django_makes(people):
    ask = QUESTIONS["through an object"]
    [expected] = ask(people[0])

    with planned_once():
        ask(people[1])
        [heard] = ask(people[0])
        again = Account.objects.get(pk=expected.pk)
        again.refresh_from_db()

    assert vars(heard).keys() == vars(expected).keys()
    assert (heard.user is people[0], heard._state.adding, heard._state.db) == (True, False, "default")
    assert again.balance == expected.balance


def test_a_question_is_planned_once_and_one_that_is_not_understood_not_at_all(people):
    with planned_once():
        for person in people:
            QUESTIONS["tuples"](person)
            QUESTIONS["a part of a word"](person)
        accounts, users = type(Account.objects.all()).plans, type(User.objects.all()).plans

    assert list(map(callable, accounts.values())) == [True]
    assert list(users.values()) == [None]


def test_afterwards_everything_is_as_before(people):
    with planned_once():
        assert isinstance(User.objects.all(), Asking)
        assert isinstance(people[0].accounts.all(), Asking)

    assert not isinstance(User.objects.all(), Asking)
    assert not isinstance(people[0].accounts.all(), Asking)


def test_new_rows_are_those_that_django_writes(people):
    cohort = make_cohort()

    def rows(first):
        """Two in one statement, one with words for the database to keep as JSON."""
        slots = [Slot(evaluator=people[0], quarter=first + n) for n in range(2)]
        Slot.objects.bulk_create(slots)
        rehearsal = Rehearsal.objects.create(cohort=cohort, changes={"a": [first]}, asked_by=people[0])
        fresh = Rehearsal.objects.get(pk=rehearsal.pk)
        rehearsal.delete()
        return [slot.pk for slot in slots], (fresh.changes, fresh.state, fresh.results)

    expected = rows(10)
    with planned_once():
        heard = [rows(20), rows(30)]

    last = max(expected[0])
    assert [keys for keys, _told in heard] == [[last + 1, last + 2], [last + 3, last + 4]]
    assert [told for _keys, told in heard] == [
        ({"a": [20]}, *expected[1][1:]),
        ({"a": [30]}, *expected[1][1:]),
    ]


def test_a_rule_of_the_database_holds_for_planned_rows_as_well(people):
    with planned_once():
        Slot.objects.create(evaluator=people[0], quarter=1)

        with pytest.raises(IntegrityError), transaction.atomic():
            Slot.objects.create(evaluator=people[0], quarter=1)

        assert Slot.objects.filter(evaluator=people[0], quarter=1).count() == 1


def test_a_database_that_one_thread_has_alone_answers_like_any_other():
    settings = {**connections["default"].settings_dict, "NAME": ":memory:"}
    database = DatabaseWrapper(settings, alias="alone")

    with database.cursor() as cursor:
        cursor.execute("SELECT %s || '%%'", ["a"])
        first = cursor.fetchall()
        cursor.execute("SELECT %(word)s", {"word": "b"})
        second = cursor.fetchall()
        with pytest.raises(OperationalError):
            cursor.execute("SELECT nothing FROM nowhere")
    database.connection.close()

    assert (first, second) == ([("a%",)], [("b",)])
