import pytest
from django.db import IntegrityError, transaction

from projects import corrections, experience
from projects.models import MarkCorrection, XpEntry
from projects.refusals import Refused
from tests.making import make_finished, make_person, make_project, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WHY = "The grader had a bad hour."


@pytest.fixture
def sora():
    return make_person("sora", role="staff")


@pytest.fixture
def ada():
    return make_person("ada")


@pytest.fixture
def attempt(ada):
    """Marked 90, at a project of 100 XP."""
    attempt = make_finished(make_team(make_project(), ada), score=100, peer=80)
    experience.pay(attempt)
    return attempt


def correct(attempt, sora, mark, **values):
    return corrections.override(attempt, **{"mark": mark, "by": sora, "reason": WHY} | values)


@pytest.mark.parametrize(("mark", "xp"), [(100, 100), (85, 85), (79, 0), (-42, 0)])
def test_xp_follows_a_corrected_mark_up_and_down(attempt, ada, sora, mark, xp):
    correction = correct(attempt, sora, mark)

    attempt.refresh_from_db()
    assert (attempt.mark, correction.before, correction.after) == (mark, 90, mark)
    assert experience.total_xp(ada) == xp


def test_the_best_of_several_attempts_still_counts(attempt, ada, sora):
    from projects import attempts

    attempts.open_next(attempt.team)
    better = make_finished_again(attempt.team)
    experience.pay(better)
    assert experience.total_xp(ada) == 100

    correct(better, sora, 50)

    assert experience.total_xp(ada) == 90


def make_finished_again(team):
    from projects import attempts
    from tests.making import make_under_evaluation

    return attempts.finish(make_under_evaluation(team), peer_mark=100)


def test_a_correction_is_taken_back_by_another_one(attempt, ada, sora):
    first = correct(attempt, sora, 60)
    assert experience.total_xp(ada) == 0

    corrections.undo(first, by=sora, reason="It was the other team.")

    attempt.refresh_from_db()
    assert (attempt.mark, experience.total_xp(ada)) == (90, 90)
    assert [(c.cause, c.before, c.after) for c in MarkCorrection.objects.all()] == [
        ("staff", 90, 60),
        ("undo", 60, 90),
    ]
    for row in MarkCorrection.objects.all():
        with pytest.raises(Refused, match="Only the latest"):
            corrections.undo(row, by=sora, reason="Again.")


def test_only_the_latest_correction_is_taken_back(attempt, sora):
    first = correct(attempt, sora, 60)
    correct(attempt, sora, 70)

    with pytest.raises(Refused, match="Only the latest"):
        corrections.undo(first, by=sora, reason="The first was wrong.")


def test_a_new_peer_part_makes_a_new_mark_by_the_rule(attempt):
    correction = corrections.recount(attempt, peer_mark=91, cause="second_opinion", reason="One more.")

    attempt.refresh_from_db()
    assert (attempt.peer_mark, attempt.mark) == (91, 95)
    assert (correction.peer_before, correction.peer_after, correction.by) == (80, 91, None)
    assert corrections.recount(attempt, peer_mark=91, cause="second_opinion", reason="Again.") is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": "  "}, "Say why"),
        ({"mark": 126}, "from −42 to 125"),
        ({"mark": -43}, "from −42 to 125"),
        ({"mark": 90}, "the mark already"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(attempt, sora, change, sentence):
    with pytest.raises(Refused, match=sentence):
        correct(attempt, sora, **{"mark": 50} | change)


def test_only_staff_correct(attempt, ada, sora):
    correction = correct(attempt, sora, 50)

    with pytest.raises(Refused, match="Only staff"):
        correct(attempt, ada, 100)
    with pytest.raises(Refused, match="Only staff"):
        corrections.undo(correction, by=ada, reason="Mine.")


def test_what_has_no_mark_cannot_be_corrected(sora, ada):
    team = make_team(make_project("other"), ada)

    with pytest.raises(Refused, match="no mark yet"):
        correct(team.attempts.get(), sora, 50)


@pytest.mark.parametrize(
    "bad",
    [
        {"reason": ""},
        {"after": 126},
        {"before": 50, "after": 50, "peer_before": 1, "peer_after": 1},
        {"cause": "undo"},
        {"by": None},
    ],
)
def test_the_database_refuses_a_correction_that_is_none(attempt, sora, bad):
    row = {"attempt": attempt, "cause": "staff", "before": 90, "after": 50, "reason": WHY, "by": sora}

    with pytest.raises(IntegrityError), transaction.atomic():
        MarkCorrection.objects.create(**row | bad)


def test_the_database_keeps_what_a_correction_pays_once(attempt, ada, sora):
    correction = correct(attempt, sora, 100)
    row = {"user": ada, "project": attempt.team.project, "attempt": attempt, "amount": -5}

    for extra in ({"correction": correction}, {}, {"correction": correction, "amount": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            XpEntry.objects.create(**row | extra)
