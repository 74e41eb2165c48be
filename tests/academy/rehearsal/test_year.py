"""What a rehearsed year does beside what people do."""

import pytest
from django.db import connection

from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.clock import clock
from academy.rehearsal.hours import DAY
from academy.rehearsal.play import FIRST_DAY, Script, _year

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def counted():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        return bool(cursor.fetchall())


def test_every_fortnight_the_database_counts_its_rows():
    with clock(FIRST_DAY) as hands:
        year = _year(Script(behaviour=Behaviour(people=2, days=15), projects=1), hands)

        year._morning(13 * DAY)
        before = counted()
        year._morning(14 * DAY)

    assert (before, counted()) == (False, True)
