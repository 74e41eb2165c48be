"""How busy the machine is excuses a tight limit, and only so far."""

from grader import yardstick


def test_a_machine_as_quick_as_the_authors_excuses_nothing(monkeypatch):
    monkeypatch.setattr(yardstick, "QUIET", 60)

    assert yardstick.slowness() == 1


def test_no_machine_excuses_more_than_twice_the_time(monkeypatch):
    monkeypatch.setattr(yardstick, "QUIET", 1e-6)

    assert yardstick.slowness() == yardstick.MOST
