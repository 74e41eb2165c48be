import pytest

from academy.people import doors, enrolment, places
from academy.people.models import SchoolClass
from academy.people.refusals import Refused
from peer_review import points
from tests.making import make_cohort, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sora(db):
    return make_person("sora", role="staff")


@pytest.fixture
def ada(cohort):
    return make_person("ada", cohort=cohort).enrolments.get()


def newcomer(login="haeun"):
    return make_person(login, role="mentor")


def test_a_newcomer_gets_a_place_in_the_roomiest_class_and_points(cohort, ada):
    second = SchoolClass.objects.create(cohort=cohort, number=2)
    haeun = newcomer()

    enrolled = doors.enrol(haeun, cohort=cohort)

    assert enrolled.school_class == second
    assert points.balance(haeun) == 5


def test_a_cohort_whose_classes_are_full_still_has_places(cohort, ada):
    cohort.classes.update(capacity=1)

    assert enrolment.enrol(newcomer(), cohort=cohort).school_class is None


def test_a_full_cohort_takes_nobody(ada):
    cohort = make_cohort()
    cohort.capacity = 1
    cohort.save()

    with pytest.raises(Refused, match="Gwangju is full"):
        enrolment.enrol(newcomer(), cohort=cohort)


def test_a_full_class_takes_nobody(cohort, ada):
    cohort.classes.update(capacity=1)

    with pytest.raises(Refused, match="Class 1 is full"):
        enrolment.enrol(newcomer(), cohort=cohort, school_class=cohort.classes.get())


def test_a_class_of_another_cohort_takes_nobody(cohort):
    elsewhere = make_cohort("elsewhere").classes.get()

    with pytest.raises(Refused, match="Class 1 is full"):
        enrolment.enrol(newcomer(), cohort=cohort, school_class=elsewhere)


def test_nobody_is_in_two_cohorts(ada):
    with pytest.raises(Refused, match="ada is already in Gwangju"):
        enrolment.enrol(ada.user, cohort=make_cohort("next"))


def test_who_has_left_is_taken_back_instead_of_enrolled_again(ada, sora, cohort):
    enrolment.withdraw(ada, by=sora, reason="Moved away")

    with pytest.raises(Refused, match="take them back instead"):
        enrolment.enrol(ada.user, cohort=cohort)

    assert enrolment.take_back(ada, by=sora, reason="Moved back").state == "active"


def test_each_change_is_written_down(ada, sora):
    enrolment.freeze(ada, by=sora, reason="Illness")
    enrolment.unfreeze(ada, by=sora, reason=" Well again ")
    enrolment.graduate(ada, by=sora, reason="Finished the circle")

    ada.refresh_from_db()
    assert ada.state == "graduated"
    assert list(ada.changes.values_list("before", "after", "reason", "by__login")) == [
        ("active", "frozen", "Illness", "sora"),
        ("frozen", "active", "Well again", "sora"),
        ("active", "graduated", "Finished the circle", "sora"),
    ]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("active", {"freeze", "withdraw", "graduate"}),
        ("frozen", {"unfreeze", "withdraw"}),
        ("withdrawn", {"take_back"}),
        ("graduated", {"take_back"}),
    ],
)
@pytest.mark.parametrize("act", ["freeze", "unfreeze", "withdraw", "graduate", "take_back"])
def test_only_sensible_changes_are_made(ada, sora, state, allowed, act):
    type(ada).objects.update(state=state)

    if act in allowed:
        getattr(enrolment, act)(ada, by=sora, reason="Why not")
    else:
        with pytest.raises(Refused, match="This cannot be done: the state of ada is"):
            getattr(enrolment, act)(ada, by=sora, reason="Why not")

    assert ada.changes.count() == (act in allowed)


def test_a_change_without_a_reason_is_refused(ada, sora):
    with pytest.raises(Refused, match="Say why"):
        enrolment.freeze(ada, by=sora, reason="  ")


def test_freezing_keeps_the_place_and_leaving_frees_it(ada, sora, cohort):
    assert places.places_left(cohort) == 179
    enrolment.freeze(ada, by=sora, reason="Illness")
    assert places.places_left(cohort) == 179
    enrolment.withdraw(ada, by=sora, reason="Moved away")
    assert places.places_left(cohort) == 180


def test_nobody_is_taken_back_into_a_full_cohort(ada, sora, cohort):
    enrolment.withdraw(ada, by=sora, reason="Moved away")
    cohort.capacity = 1
    cohort.save()
    make_person("eve", cohort=cohort)

    with pytest.raises(Refused, match="Gwangju is full"):
        enrolment.take_back(ada, by=sora, reason="Moved back")


def test_nobody_is_taken_back_while_in_another_cohort(ada, sora):
    enrolment.withdraw(ada, by=sora, reason="Moved away")
    enrolment.enrol(ada.user, cohort=make_cohort("next"))

    with pytest.raises(Refused, match="ada is in another cohort now"):
        enrolment.take_back(ada, by=sora, reason="Moved back")
