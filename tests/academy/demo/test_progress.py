"""What the making of the demo cohort says of itself."""

from academy.management.commands.demo import bar

ROOM = 60  # letters that `./run` shows of it


def test_a_bar_says_how_far_it_is_and_how_long_it_will_take():
    assert bar(0.25, seconds_left=900) == "[######..................]  25%, about 15 min left"
    assert bar(0.999, seconds_left=2) == "[#######################.] 100%, less than a minute left"


def test_the_bar_has_room_on_the_line_of_run():
    assert max(len(bar(done / 100, seconds_left=7200)) for done in range(101)) < ROOM
