"""What the making of the demo cohort says of itself."""

import pytest
from django.core.management import CommandError, call_command

from academy.management.commands.demo import bar
from academy.people.models import User

ROOM = 60  # letters that `./run` shows of it


def test_a_bar_says_how_far_it_is_and_how_long_it_will_take():
    assert bar(0.25, seconds_left=900) == "[######..................]  25%, about 15 min left"
    assert bar(0.999, seconds_left=2) == "[#######################.] 100%, less than a minute left"


def test_the_bar_has_room_on_the_line_of_run():
    assert max(len(bar(done / 100, seconds_left=7200)) for done in range(101)) < ROOM


def test_nobody_is_made_who_would_have_nothing_to_do(db):
    with pytest.raises(CommandError, match="load_curriculum"):
        call_command("demo", full=True)

    assert not User.objects.exists()
