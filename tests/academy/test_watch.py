"""The attention list: who is found, who is not, the ladder, and how often a rule was right."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academy.people import act_words, enrolment
from academy.people.models import Note, StaffAct
from academy.people.refusals import Refused
from academy.staff.attention import narrowing, nudges, steps, watch
from academy.staff.models import RANGES, AttentionRules, Rule, Step
from projects import attempts, experience
from projects.models import XpEntry
from tests.making import (
    days_ago,
    make_cohort,
    make_finished,
    make_person,
    make_project,
    make_submission,
    make_team,
)
from tests.peer_review import making as peers
from tests.projects.sitting import make_exam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGE = "/staff/cohorts/gwangju/attention/"
Kind = Step.Kind


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def sora():
    return make_person("sora", role="staff")


@pytest.fixture
def ada():
    """Here for forty days, and seen today."""
    return make_old("ada", last_login=timezone.now())


def make_old(login, **fields):
    return make_person(login, joined_at=days_ago(40), **fields)


def found(cohort):
    matters = steps.matters(cohort)
    return [(one.finding.enrolment.user.login, one.finding.rule.value) for one in matters]


def quiet(cohort):
    [matter] = [one for one in steps.matters(cohort) if one.finding.rule == Rule.QUIET]
    return matter


def test_who_has_not_handed_in_is_found_with_since_when(cohort, ada):
    finding = quiet(cohort).finding

    assert (finding.enrolment.user, finding.since) == (ada, ada.joined_at)
    assert finding.why == "Has not handed in anything for 40 days; the limit is 7."


def test_a_hand_in_by_a_team_mate_counts(cohort, ada):
    bob = make_old("bob", last_login=timezone.now())
    make_submission(make_team(make_project(team_max=2), ada, bob), by=bob)

    assert found(cohort) == []


def test_who_has_not_been_seen_is_found(cohort):
    bob = make_old("bob", last_login=days_ago(12))
    submission = make_submission(make_team(make_project(), bob))
    type(submission).objects.update(submitted_at=days_ago(1))
    assert found(cohort) == []

    type(submission).objects.update(submitted_at=days_ago(11))

    assert found(cohort) == [("bob", "quiet"), ("bob", "unseen")]


def test_many_failed_tries_are_found_until_the_project_is_validated(cohort, ada):
    team = make_team(make_project(retry_days=[0]), ada)
    for _try in range(2):
        make_finished(team, peer=0, score=0)
        attempts.open_next(team)
    assert found(cohort) == []

    make_finished(team, peer=0, score=0)
    assert found(cohort) == [("ada", "tries")]

    attempts.open_next(team)
    make_finished(team)
    assert found(cohort) == []


def test_falling_pace_is_found_against_the_median(cohort, ada):
    others = [make_old(f"t{number}", last_login=timezone.now()) for number in range(2)]
    for person in (ada, *others):
        experience.pay(make_finished(make_team(make_project(f"old-{person.login}"), person)))
    XpEntry.objects.update(created_at=days_ago(20))
    for person in others:
        experience.pay(make_finished(make_team(make_project(f"new-{person.login}", xp=300), person)))

    [matter] = steps.matters(cohort)

    assert (matter.finding.enrolment.user, matter.finding.rule) == (ada, Rule.PACE)
    assert matter.finding.why == "Has 25% of the cohort's median XP; 14 days ago it was 100%."


def test_who_gets_evaluations_and_gives_none_is_found(cohort, time_machine):
    time_machine.move_to(peers.NOW)
    ada, bob = peers.make_trainee("ada"), peers.make_trainee("bob")
    attempt = peers.make_attempt(peers.make_project(evaluations=1), ada)
    peers.offer(bob)
    booked = peers.book(attempt)
    time_machine.move_to(peers.at(4))
    peers.fill(peers.meet(booked))
    assert ("ada", "giving") not in found(cohort)

    time_machine.move_to(peers.at(15 * 24))

    assert [login for login, rule in found(cohort) if rule == "giving"] == ["ada"]


def test_the_frozen_and_those_in_an_exam_raise_no_alarm(cohort, ada, sora):
    row = ada.enrolments.get()
    enrolment.freeze(row, by=sora, reason="Ill.")
    assert found(cohort) == []
    enrolment.unfreeze(row, by=sora, reason="Well.")
    assert found(cohort) == []  # time before the return does not count

    make_old("bob", last_login=timezone.now())
    assert found(cohort) == [("bob", "quiet")]
    make_exam()
    assert found(cohort) == []


def test_the_ladder_goes_from_a_message_to_a_freeze(cohort, ada, sora):
    with pytest.raises(Refused, match="One step after the other"):
        steps.take(quiet(cohort), Kind.FREEZE, by=sora, text="Gone.")

    steps.take(quiet(cohort), Kind.NUDGE, by=sora, text="Are you well?")
    steps.take(quiet(cohort), Kind.NOTE, by=sora, text="No answer.")
    with pytest.raises(Refused, match="on which day"):
        steps.take(quiet(cohort), Kind.TALK, by=sora, text="By phone.")
    steps.take(quiet(cohort), Kind.TALK, by=sora, text="By phone.", held_on=timezone.localdate())
    assert [step.kind for step in quiet(cohort).done] == ["nudge", "note", "talk"]
    steps.take(quiet(cohort), Kind.FREEZE, by=sora, text="Agreed on a pause.")

    assert (ada.enrolments.get().state, found(cohort)) == ("frozen", [])
    assert [one.visibility for one in Note.objects.order_by("pk")] == ["person", "staff", "staff"]
    written = list(StaffAct.objects.order_by("pk").values_list("kind", flat=True))
    assert written == ["note", "nudge", "note", "note", "talk", "freeze"]


def test_a_message_is_told_as_news(cohort, ada, sora):
    assert "Is something in your way?" in nudges.proposed(ada, Rule.QUIET)

    steps.take(quiet(cohort), Kind.NUDGE, by=sora, text="How are you?")

    notice = ada.notices.get()
    assert (notice.name, notice.about["text"], notice.url) == ("nudge", "How are you?", "/profile/record/")


def test_after_a_step_an_alarm_rests_and_stands_last(cohort, ada, sora):
    make_old("bob", last_login=timezone.now())
    steps.take(quiet_of(cohort, "ada"), Kind.NUDGE, by=sora, text="Well?")

    assert found(cohort) == [("bob", "quiet"), ("ada", "quiet")]
    assert quiet_of(cohort, "ada").rests_until is not None


def quiet_of(cohort, login):
    return next(one for one in steps.matters(cohort) if one.finding.enrolment.user.login == login)


def judged(cohort):
    quiet_rule = steps.precision(cohort)[0]
    return quiet_rule.judged, quiet_rule.false, quiet_rule.percent


def test_a_false_alarm_stays_away_until_something_changes_and_counts(cohort, ada, sora):
    make_old("bob", last_login=timezone.now())
    steps.take(quiet_of(cohort, "bob"), Kind.NUDGE, by=sora, text="Well?")
    false = steps.take(quiet_of(cohort, "ada"), Kind.DISMISSED, by=sora, text="Works on paper.")
    assert found(cohort) == [("bob", "quiet")]
    assert judged(cohort) == (2, 1, 50)

    submission = make_submission(make_team(make_project(), ada))
    type(submission).objects.update(submitted_at=days_ago(9))
    assert ("ada", "quiet") in found(cohort)

    steps.take_back(false, by=sora, reason="It was one.")
    assert judged(cohort) == (1, 0, 100)


@pytest.mark.parametrize(
    ("bad", "constraint"),
    [
        ({"text": ""}, "step_says_something"),
        ({"rule": "mood"}, "step_is_about_a_known_rule"),
        ({"kind": "talk"}, "only_a_talk_has_a_day"),
        ({"held_on": date(2026, 1, 1)}, "only_a_talk_has_a_day"),
    ],
)
def test_bad_steps_are_refused(ada, sora, bad, constraint):
    good = {"enrolment": ada.enrolments.get(), "rule": "quiet", "key": "k", "kind": "note", "text": "t"}
    with pytest.raises(IntegrityError, match=constraint):
        Step.objects.create(**good | bad, by=sora)


def test_an_alarm_is_dismissed_once(cohort, ada, sora):
    matter = quiet(cohort)
    steps.take(matter, Kind.DISMISSED, by=sora, text="On paper.")
    with pytest.raises(Refused, match="already"):
        steps.take(matter, Kind.DISMISSED, by=sora, text="On paper.")


@pytest.mark.parametrize("name", RANGES)
def test_rules_without_sense_are_refused(cohort, name):
    with pytest.raises(IntegrityError, match=f"attention_{name}_makes_sense"):
        AttentionRules.objects.create(cohort=cohort, **{name: RANGES[name][1] + 1})


def test_staff_change_the_rules_with_a_reason(client, cohort, ada, sora):
    client.force_login(sora)
    values = {name: getattr(watch.rules_of(cohort), name) for name in RANGES} | {"quiet_days": 50}

    client.post(f"{PAGE}rules/", values | {"reason": "A long holiday."})

    assert found(cohort) == []
    assert (StaffAct.objects.get().before, StaffAct.objects.get().after) == (
        {"quiet_days": 7},
        {"quiet_days": 50},
    )


def test_the_page_leads_to_the_next_step(client, cohort, ada, sora):
    client.force_login(sora)
    assert "Has not handed in anything" in client.get(PAGE).content.decode()
    address = f"{PAGE}{ada.enrolments.get().pk}/quiet/"
    assert "Is something in your way?" in client.get(address).content.decode()

    client.post(address, {"kind": "nudge", "text": "Well?"})

    assert Step.objects.get().kind == "nudge"


def test_the_page_takes_the_same_queries_for_3_and_for_180(client, cohort, sora):
    client.force_login(sora)
    counts = []
    for number in (3, 180):
        for new in range(cohort.enrolments.count(), number):
            make_old(f"t{new}")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(PAGE).context["page"].paginator.object_list) == 2 * number
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 32


def test_the_list_is_narrowed_by_name_class_rule_and_what_is_due(cohort, sora):
    for login in ("ada", "eve"):
        make_old(login, last_login=timezone.now())
    [one, two] = [matter for matter in steps.matters(cohort) if matter.finding.rule == Rule.QUIET]
    steps.take(one, Kind.NUDGE, by=sora, text="How are you?")
    matters = steps.matters(cohort)

    def narrowed(**asked):
        wanted = narrowing.Asked.of(asked)
        return {matter.finding.enrolment.user for matter in matters if wanted.fits(matter)}

    first, second = one.finding.enrolment.user, two.finding.enrolment.user
    assert narrowed() == narrowed(rule="quiet") == narrowed(rule="nonsense") == {first, second}
    assert narrowed(q=first.login) == {first}
    assert narrowed(due="1", rule="quiet") == {second}
    assert narrowed(rule="tries") == narrowed(**{"class": "99"}) == set()


def test_the_page_shows_what_is_asked_and_counts_every_rule(client, cohort, sora):
    make_old("ada", last_login=timezone.now())
    make_old("eve", last_login=timezone.now())
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get(PAGE, {"q": "ada", "rule": "quiet"})

    assert {one.finding.enrolment.user.login for one in answer.context["page"]} == {"ada"}
    assert {str(tab["label"]): tab["count"] for tab in answer.context["tabs"]}["No hand-in"] == 1


def test_the_log_names_each_rule_as_the_list_does():
    labels = {f"rule:{rule.value}": rule.label for rule in Rule}

    assert {key: act_words.VALUES.get(key) for key in labels} == labels
