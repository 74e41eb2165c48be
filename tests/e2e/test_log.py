"""A migrated database, not one made of the models as for the other tests, keeps the log of staff as it is."""

CHANGE = """
from django.db import IntegrityError, connection
from academy.people import acts, append_only
from academy.people.models import User
sora = User.objects.get(login="sora")
acts.write(acts.Kind.NUDGE, by=sora, people=[User.objects.get(login="minji")])
for table in append_only.TABLES:
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1"):
        try:
            connection.cursor().execute(statement)
        except IntegrityError:
            print("refused")
"""


def test_what_is_migrated_refuses_to_change_the_log(academy):
    assert academy.shell(CHANGE).split() == ["refused"] * 4
