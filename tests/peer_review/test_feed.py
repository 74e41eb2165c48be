from icalendar import Calendar

from peer_review import booking, feed
from tests.peer_review.making import at


def events(user):
    return Calendar.from_ical(feed.calendar(user)).walk("VEVENT")


def test_both_sides_find_their_evaluation_in_their_language(booked, ada, bob):
    bob.language = "ko"

    (hers,), (his,) = events(ada), events(bob)

    assert str(hers["summary"]) == "You are evaluated: First steps"
    assert str(his["summary"]).endswith(": first-steps 과제")
    assert (hers.decoded("dtstart"), hers.decoded("dtend")) == (at(4), at(4, 30))
    assert booked.key in str(hers["url"])


def test_what_is_cancelled_disappears(booked, ada):
    booking.cancel(booked, by=ada)

    assert events(ada) == []


def test_the_feed_names_nobody_not_even_after_the_names_are_known(booked, ada, bob, clock):
    clock.move_to(at(3, 50))

    for mine, other in ((ada, bob), (bob, ada)):
        text = feed.calendar(mine).decode().lower()
        assert other.login not in text.replace("bitgoeul", "")
        assert booked.team.key not in text


def test_the_address_is_the_key_and_can_be_changed(client, booked, ada):
    old = feed.of(ada).secret
    served = client.get(f"/calendar/{old}.ics")
    assert (served.status_code, served["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in served["cache-control"]

    new = feed.renew(ada).secret

    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200


def test_whoever_is_switched_off_has_no_feed(client, ada):
    secret = feed.of(ada).secret
    type(ada).objects.filter(pk=ada.pk).update(is_active=False)

    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_a_calendar_that_takes_reminders_gives_one_when_the_names_are_shown(booked, ada):
    (event,) = Calendar.from_ical(feed.calendar(ada)).walk("VEVENT")

    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == booked.reveals_at - booked.starts_at
