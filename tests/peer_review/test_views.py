"""The pages, as people use them: what they show, what they do, and to whom they do not exist."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from peer_review import attendance, booking, evaluations, points, quarters
from peer_review.models import Evaluation, Slot
from projects.models import Attempt
from tests.peer_review.making import (
    COMMENT,
    at,
    book,
    check_in_both,
    fill,
    hear,
    make_attempt,
    make_project,
    make_trainee,
    meet,
    offer,
)

State = Evaluation.State
FILLED = {"q-runs": "yes", "q-style": "4", "flag": "ok", "comment": COMMENT}


@pytest.fixture
def site(client):
    """`site(user)` is a browser in which this person is signed in and reads English."""

    def browser(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return browser


def path(name, *args):
    return reverse(f"peer_review:{name}", args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# -- Slots ---------------------------------------------------------------------------------------


def test_the_calendar_shows_what_is_offered_and_saves_the_difference(site, ada):
    offer(ada, start=4)
    browser = site(ada)
    page = browser.get(path("slots"))
    assert page.context["week"].open == list(quarters.span(at(4), 60))

    chosen = [*quarters.span(at(4), 30), *quarters.span(at(28), 60)]
    was_open = ",".join(map(str, page.context["week"].open))
    response = browser.post(path("save-slots"), {"slot": chosen, "was_open": was_open, "day": "2026-03-02"})

    assert told(response) == ["Opened: 1 h.", "Taken back: 30 min."]
    assert list(Slot.objects.values_list("quarter", flat=True)) == chosen


def test_what_another_window_opened_meanwhile_is_kept(site, ada):
    offer(ada, start=4)

    site(ada).post(path("save-slots"), {"slot": list(quarters.span(at(28), 30)), "was_open": ""})

    assert Slot.objects.count() == 6


def test_a_calendar_full_of_nonsense_changes_nothing(site, ada):
    offer(ada)

    response = site(ada).post(path("save-slots"), {"slot": ["x", "1e9"], "was_open": "-4"})

    assert told(response) == ["This calendar has grown old. Choose again."]
    assert Slot.objects.count() == 4


def test_the_calendar_gives_the_address_of_its_feed_to_copy(site, ada):
    page = site(ada).get(path("slots"))

    assert f'data-copy="{page.context["feed_address"]}"' in page.content.decode()
    assert site(ada).get(page.context["feed_address"]).status_code == 200


def test_a_refusal_is_told_on_the_calendar(site, ada):
    response = site(ada).post(path("save-slots"), {"slot": [quarters.at(at(4))], "was_open": ""})

    assert told(response) == ["A slot is at least 30 minutes long."]


def test_a_choice_that_is_refused_is_still_on_the_page(site, ada):
    offer(ada, start=8)
    page = site(ada).get(path("slots"))
    was_open = ",".join(map(str, page.context["week"].open))

    answer = site(ada).post(path("save-slots"), {"slot": [quarters.at(at(4))], "was_open": was_open})

    lit = [cell for day in answer.context["week"].days for cell in day.cells if cell.state == "open"]
    assert [(cell.value, cell.conflict) for cell in lit] == [(quarters.at(at(4)), True)]
    assert b"Too short: at least 30 minutes in a row" in answer.content
    assert answer.context["week"].open == list(quarters.span(at(8), 60))


def test_time_can_be_written_instead_of_drawn(site, ada):
    response = site(ada).post(path("offer"), {"day": "2026-03-02", "begins": "23:30", "ends": "00:30"})

    assert told(response) == ["Opened: 1 h."]
    assert Slot.objects.first().starts_at == at(13, 30)


def test_a_day_that_is_none_is_said_in_the_form(site, ada):
    response = site(ada).post(path("offer"), {"day": "tomorrow", "begins": "10:00", "ends": "11:00"})

    assert response.context["form"].errors["day"] == ["Enter a valid date."]


@pytest.mark.parametrize("day", ["2026-03-09", "", "yesterday", "0001-01-01", "9999-12-31"])
def test_the_calendar_of_any_day_opens(site, ada, day):
    assert site(ada).get(path("slots"), {"day": day}).status_code == 200


def test_the_calendar_opens_on_the_next_week_when_this_one_has_no_time_left(site, ada, clock):
    clock.move_to(at(6 * 24 + 13, 15))  # Sunday, a quarter past eleven at night
    assert site(ada).get(path("slots")).context["week"].monday == date(2026, 3, 2)

    clock.move_to(at(6 * 24 + 13, 16))
    assert site(ada).get(path("slots")).context["week"].monday == date(2026, 3, 9)


def test_a_week_without_a_cell_to_choose_scrolls_by_the_keyboard(site, ada):
    page = site(ada).get(path("slots"), {"day": "2026-02-23"}).content.decode()

    assert 'type="checkbox" name="slot"' not in " ".join(page.split())
    assert '<div class="week__scroll" tabindex="0"' in page


# -- Booking -------------------------------------------------------------------------------------


def test_a_time_is_booked_with_one_click(site, attempt, ada, bob):
    offer(bob)
    browser = site(ada)
    page = browser.get(path("book", attempt.pk))
    assert b"14:00" in page.content

    response = browser.post(path("book", attempt.pk), {"quarter": quarters.at(at(4))})

    evaluation = Evaluation.objects.get()
    assert response.headers["Location"] == evaluation.get_absolute_url()
    assert evaluation.starts_at == at(4)


@pytest.mark.parametrize("quarter", ["", "soon", "-1", "99999999999999", str(quarters.at(at(9)))])
def test_a_bad_time_is_refused_with_a_sentence(site, attempt, ada, quarter):
    response = site(ada).post(path("book", attempt.pk), {"quarter": quarter})

    assert response.status_code == 200
    assert len(told(response)) == 1
    assert not Evaluation.objects.exists()


def test_the_booking_page_says_what_to_do_when_nobody_is_free(site, attempt, ada):
    page = site(ada).get(path("book", attempt.pk))

    assert b"Nobody is free yet" in page.content
    assert path("slots").encode() in page.content


def test_the_booking_page_says_why_nothing_can_be_booked(site, attempt, booked, ada):
    assert b"All evaluations of this attempt are booked." in site(ada).get(path("book", attempt.pk)).content


def test_a_free_evaluation_says_so(site, met, attempt, ada, sora):
    fill(met, flag="cheat")
    evaluations.decide(met, by=sora, upheld=False, reason="Explained.")

    assert b"The common pool pays this one." in site(ada).get(path("book", attempt.pk)).content


# -- The page of an evaluation -------------------------------------------------------------------


def test_the_whole_way_of_an_evaluation_through_its_pages(site, booked, attempt, ada, bob, clock):
    clock.move_to(at(3, 50))
    site(ada).post(path("check-in", booked.key))
    assert booked.code.encode() in site(ada).get(path("evaluation", booked.key)).content
    site(bob).post(path("check-in", booked.key))
    site(bob).post(path("confirm", booked.key), {"code": f"{booked.code[:3]} {booked.code[3:]}"})
    assert site(bob).get(path("room", booked.key)).context["can_fill"]

    response = site(bob).post(path("room", booked.key), FILLED)

    assert told(response) == ["Thank you. The team can read your evaluation now."]
    booked.refresh_from_db()
    attempt.refresh_from_db()
    assert (booked.state, booked.mark) == (State.DONE, 90)
    assert (attempt.state, attempt.peer_mark, attempt.mark) == (Attempt.State.FINISHED, 90, 95)
    assert COMMENT.encode() in site(ada).get(path("evaluation", booked.key)).content
    grades = {"nice": 4, "rigorous": 4, "interested": 4, "punctual": 4, "comment": "Thanks."}
    site(ada).post(path("feedback", booked.key), grades)
    assert b"Thanks." in site(bob).get(path("evaluation", booked.key)).content
    assert points.balance(bob) == 6


def test_only_the_team_sees_the_code(site, met, booked, ada, bob, clock):
    Evaluation.objects.filter(pk=booked.pk).update(met_at=None)

    assert booked.code.encode() in site(ada).get(path("evaluation", booked.key)).content
    assert booked.code.encode() not in site(bob).get(path("evaluation", booked.key)).content


def test_the_code_is_not_shown_before_the_team_has_checked_in(site, booked, ada, clock):
    clock.move_to(booked.starts_at)

    assert booked.code.encode() not in site(ada).get(path("evaluation", booked.key)).content


def test_a_wrong_code_says_so(site, booked, bob, clock):
    clock.move_to(booked.starts_at)
    check_in_both(booked)

    response = site(bob).post(path("confirm", booked.key), {"code": ""})

    assert told(response) == ["This is not the code on the team's screen."]


@pytest.mark.parametrize(
    ("login", "hours", "sentence"),
    [
        ("ada", -1, "your point comes back"),
        ("ada", 1, "your point goes to the evaluator"),
        ("bob", -1, "This is free of charge. Your time is taken back"),
        ("bob", 1, "this costs you a point"),
        ("ada", 4, "It is too late to cancel"),
    ],
)
def test_the_cancel_page_says_what_it_costs(site, booked, ada, bob, clock, login, hours, sentence):
    clock.move_to(at(hours))

    page = site({"ada": ada, "bob": bob}[login]).get(path("cancel", booked.key))

    assert sentence.encode() in page.content


def test_cancelling_on_the_page_cancels(site, booked, ada):
    response = site(ada).post(path("cancel", booked.key))

    assert told(response) == ["The evaluation is cancelled."]
    assert b"Your team cancelled this evaluation." in site(ada).get(path("evaluation", booked.key)).content
    assert b"Book another time" in site(ada).get(path("evaluation", booked.key)).content


def test_only_the_team_finds_the_way_to_the_one_who_takes_over(site, booked, ada, bob, cho):
    offer(cho)
    booking.cancel(booked, by=bob)
    replacement = Evaluation.objects.get(state=State.BOOKED)

    link = replacement.get_absolute_url().encode()
    assert link in site(ada).get(path("evaluation", booked.key)).content
    assert link not in site(bob).get(path("evaluation", booked.key)).content
    assert site(bob).get(path("evaluation", replacement.key)).status_code == 404


def test_a_no_show_is_reported_from_the_page(site, booked, ada, bob, clock):
    clock.move_to(at(4))
    attendance.check_in(booked, by=ada)
    clock.move_to(at(4, 15))
    assert path("no-show", booked.key).encode() in site(ada).get(path("evaluation", booked.key)).content
    assert b"They did not come" in site(ada).get(path("no-show", booked.key)).content

    site(ada).post(path("no-show", booked.key))

    booked.refresh_from_db()
    assert booked.state == State.NO_SHOW_EVALUATOR
    assert b"You did not come, which cost a point." in site(bob).get(path("evaluation", booked.key)).content


@pytest.mark.parametrize("state", [s for s in State if s not in Evaluation.FILLED])
@pytest.mark.parametrize("login", ["ada", "bob", "sora"])
def test_the_page_of_every_state_opens_for_both_sides_and_staff(site, booked, ada, bob, sora, state, login):
    ended = None if state == State.BOOKED else at(1)
    Evaluation.objects.filter(pk=booked.pk).update(state=state, ended_at=ended)

    page = site({"ada": ada, "bob": bob, "sora": sora}[login]).get(path("evaluation", booked.key))

    Evaluation.objects.filter(pk=booked.pk).update(state="booked", ended_at=None)
    assert page.status_code == 200


def test_feedback_with_a_grade_missing_is_asked_again(site, met, ada):
    fill(met)

    response = site(ada).post(path("feedback", met.key), {"nice": 4, "comment": "Thanks."})

    assert response.context["feedback_form"].errors["punctual"] == ["This field is required."]


# -- The room ------------------------------------------------------------------------------------


def test_the_room_opens_with_the_names_and_the_sheet_with_the_meeting(site, booked, bob, clock):
    clock.move_to(at(3, 44))
    assert site(bob).get(path("room", booked.key)).status_code == 404

    clock.move_to(at(3, 45))
    page = site(bob).get(path("room", booked.key))
    assert page.context["can_fill"] is False
    assert b"The sheet opens when both sides have checked in" in page.content
    assert b"hello" in page.content

    clock.move_to(at(4))
    meet(booked)
    assert site(bob).get(path("room", booked.key)).context["can_fill"] is True


def test_a_post_before_the_meeting_fills_nothing(site, booked, bob, clock):
    clock.move_to(at(4))

    site(bob).post(path("room", booked.key), FILLED)

    booked.refresh_from_db()
    assert booked.state == State.BOOKED


def test_no_question_is_answered_for_the_evaluator(site, met, bob):
    page = site(bob).get(path("room", met.key))

    asked = [one for section in page.context["form"].sections() for one in section.questions]
    assert [one.value for one in asked] == [None, None, None]
    assert page.content.count(b" checked") == 1  # the flag "Ok"


@pytest.mark.parametrize(
    ("answers", "missing", "said"),
    [
        ({}, ["q-runs", "q-style"], "2 questions are not answered yet."),
        ({"q-runs": "no"}, ["q-style"], "One question is not answered yet."),
        ({"q-runs": "yes", "q-style": "5"}, ["q-more"], "One question is not answered yet."),
    ],
    ids=["all", "one", "the-bonus-after-a-perfect-rest"],
)
def test_a_question_without_an_answer_is_told_and_nothing_is_lost(site, met, bob, answers, missing, said):
    page = site(bob).post(path("room", met.key), {"flag": "ok", "comment": COMMENT} | answers)

    assert [name for name in page.context["form"].errors if name.startswith("q-")] == missing
    assert f'{said} <a href="#{missing[0]}">' in page.content.decode()
    met.refresh_from_db()
    assert (met.state, met.draft) == (State.BOOKED, {"flag": "ok", "comment": COMMENT} | answers)


def test_a_flag_that_ends_the_evaluation_needs_no_answers(site, met, bob):
    site(bob).post(path("room", met.key), {"flag": "crash", "sure": "crash", "comment": COMMENT})

    met.refresh_from_db()
    assert (met.state, met.mark) == (State.DONE, 0)


def test_what_is_typed_is_kept_and_comes_back(site, met, bob):
    typed = {"q-runs": "yes", "q-style": "3", "comment": "Half a thou", "flag": "crash", "made-up": "x"}

    saved = site(bob).post(path("draft", met.key), typed)

    assert b"Kept at" in saved.content
    met.refresh_from_db()
    assert met.draft == {"q-runs": "yes", "q-style": "3", "comment": "Half a thou", "flag": "crash"}
    page = site(bob).get(path("room", met.key))
    assert b"Half a thou" in page.content
    assert page.context["form"]["flag"].value() == "crash"


def test_a_sheet_that_is_refused_keeps_everything_that_was_typed(site, met, bob):
    response = site(bob).post(path("room", met.key), FILLED | {"comment": "Too short."})

    assert response.status_code == 200
    assert response.context["form"].errors["comment"] == [
        "Ensure this value has at least 30 characters (it has 10)."
    ]
    assert b"Too short." in response.content
    met.refresh_from_db()
    assert met.draft["q-style"] == "4"


@pytest.mark.parametrize(
    "change", [{"q-style": "9"}, {"q-runs": "maybe"}, {"flag": "leaks"}, {"flag": "concerning"}]
)
def test_a_made_up_answer_is_refused(site, met, bob, change):
    response = site(bob).post(path("room", met.key), FILLED | change)

    assert response.context["form"].errors
    met.refresh_from_db()
    assert met.state == State.BOOKED


@pytest.mark.parametrize(("flag", "state"), [("crash", State.DONE), ("cheat", State.REFERRED)])
def test_a_flag_that_weighs_heavily_is_asked_twice(site, met, bob, flag, state):
    asked = site(bob).post(path("room", met.key), FILLED | {"flag": flag})

    met.refresh_from_db()
    assert (met.state, met.draft["flag"]) == (State.BOOKED, flag)
    assert asked.context["form"].doubted.flag == flag
    assert b'name="sure"' in asked.content

    site(bob).post(path("room", met.key), FILLED | {"flag": flag, "sure": flag})

    met.refresh_from_db()
    assert (met.state, met.flag) == (state, flag)


def test_a_second_word_is_for_the_flag_it_was_asked_for(site, met, bob):
    site(bob).post(path("room", met.key), FILLED | {"flag": "cheat", "sure": "crash"})

    met.refresh_from_db()
    assert met.state == State.BOOKED


def test_a_word_to_the_staff_goes_with_the_sheet_and_only_staff_read_it(site, met, ada, bob, sora):
    site(bob).post(path("room", met.key), FILLED | {"concern": "They were in tears."})

    assert b"in tears" in site(sora).get(path("evaluation", met.key)).content
    assert b"in tears" not in site(ada).get(path("evaluation", met.key)).content
    assert b"in tears" not in site(bob).get(path("evaluation", met.key)).content


def test_a_sheet_handed_in_twice_is_paid_once(site, met, bob):
    site(bob).post(path("room", met.key), FILLED)
    site(bob).post(path("room", met.key), FILLED)

    assert points.balance(bob) == 6


def test_a_draft_after_the_end_is_not_kept(site, met, bob):
    fill(met)

    response = site(bob).post(path("draft", met.key), {"comment": "late"})

    assert b"Kept at" not in response.content


def test_one_file_is_fetched_alone(site, met, bob):
    part = site(bob).get(path("file", met.key), {"file": "main.py"}, headers={"HX-Request": "true"})

    assert b"<html" not in part.content
    assert b"main.py" in part.content
    assert part.headers["Vary"].startswith("HX-Request")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "nothing.py", "main.py\0"])
def test_a_file_that_is_not_in_the_tree_does_not_exist(site, met, bob, name):
    assert site(bob).get(path("file", met.key), {"file": name}).status_code == 404


def test_the_work_can_be_downloaded(site, met, bob):
    import io
    import tarfile

    response = site(bob).get(path("archive", met.key))

    assert response.headers["Content-Disposition"].startswith('attachment; filename="first-steps-')
    with tarfile.open(fileobj=io.BytesIO(response.content)) as tar:
        assert tar.extractfile("main.py").read() == b"print('hello')\n"


def test_lost_bytes_are_our_fault_and_said_so(site, met, bob):
    submission = met.attempt.submission
    type(submission).objects.filter(pk=submission.pk).update(tree="f" * 64)

    assert b"our fault" in site(bob).get(path("room", met.key)).content
    assert site(bob).get(path("archive", met.key)).status_code == 404


# -- Staff ---------------------------------------------------------------------------------------


def test_staff_decide_on_the_page(site, met, attempt, sora):
    fill(met, flag="cheat")
    assert b"Hear the team" in site(sora).get(path("evaluation", met.key)).content

    hear(met)
    site(sora).post(path("decide", met.key), {"upheld": "yes", "reason": "Line for line the same."})

    met.refresh_from_db()
    attempt.refresh_from_db()
    assert (met.mark, attempt.peer_mark, attempt.mark) == (-42, -42, -42)


def test_a_decision_without_a_reason_is_asked_again(site, met, sora):
    fill(met, flag="cheat")

    response = site(sora).post(path("decide", met.key), {"upheld": "yes", "reason": ""})

    assert response.context["decision_form"].errors["reason"] == ["This field is required."]


def test_trainees_do_not_decide(site, met, ada):
    fill(met, flag="cheat")

    response = site(ada).post(path("decide", met.key), {"upheld": "no", "reason": "I swear."})

    assert response.status_code == 404
    met.refresh_from_db()
    assert met.state == State.REFERRED


# -- Lists ---------------------------------------------------------------------------------------


def test_the_lists_show_what_is_to_come_and_what_is_over(site, booked, ada, bob):
    for person in (ada, bob):
        page = site(person).get(path("evaluations"))
        assert booked.get_absolute_url().encode() in page.content

    booking.cancel(booked, by=ada)
    assert booked.get_absolute_url().encode() in site(bob).get(path("evaluations")).content


def test_points_tell_each_change_with_its_cause(site, booked, ada):
    page = site(ada).get(path("points"))

    assert b"You booked an evaluation of First steps." in page.content
    assert booked.get_absolute_url().encode() in page.content


def test_staff_have_no_points_and_all_evaluations(site, booked, ada, sora):
    booking.cancel(booked, by=ada)

    assert b"No points here" in site(sora).get(path("points")).content
    assert booked.get_absolute_url().encode() in site(sora).get(path("evaluations")).content


@pytest.mark.parametrize("name", ["evaluations", "points", "slots"])
def test_list_pages_ask_as_many_questions_for_three_rows_as_for_one(
    site, ada, bob, cho, name, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    attempt, browser, counts = make_attempt(make_project(evaluations=3), ada), site(ada), []
    for hour, person in enumerate([bob, cho, make_trainee("dan")], start=4):
        offer(person, start=hour)
        book(attempt, start=hour)
        browser.get(path(name))
        with CaptureQueriesContext(connection) as queries:
            browser.get(path(name))
        counts.append(len(queries))

    assert counts == [counts[0]] * 3


# -- Who may -------------------------------------------------------------------------------------

ABOUT_ONE = ["evaluation", "cancel", "no-show", "room", "file", "archive"]
DOING = ["check-in", "confirm", "cancel", "no-show", "feedback", "decide", "room", "draft"]


def test_strangers_find_no_evaluation(site, met, attempt, cho):
    browser = site(cho)

    for name in ABOUT_ONE:
        assert browser.get(path(name, met.key)).status_code == 404, name
    for name in DOING:
        assert browser.post(path(name, met.key)).status_code == 404, name
    assert browser.get(path("book", attempt.pk)).status_code == 404
    assert browser.post(path("book", attempt.pk)).status_code == 404


def test_the_team_does_not_enter_the_room(site, met, ada):
    browser = site(ada)

    for name in ("room", "file", "archive"):
        assert browser.get(path(name, met.key)).status_code == 404, name
    for name in ("room", "draft"):
        assert browser.post(path(name, met.key)).status_code == 404, name


def test_the_evaluator_does_not_book_for_the_team(site, met, attempt, bob):
    assert site(bob).get(path("book", attempt.pk)).status_code == 404


def test_staff_read_everything_and_do_nothing_in_the_place_of_a_side(site, met, sora):
    browser = site(sora)

    for name in ("evaluation", "room", "file", "archive"):
        assert browser.get(path(name, met.key)).status_code == 200, name
    for name in ("check-in", "confirm", "cancel", "no-show", "feedback"):
        assert browser.post(path(name, met.key)).status_code == 404, name
    browser.post(path("room", met.key), FILLED)
    met.refresh_from_db()
    assert met.state == State.BOOKED


@pytest.mark.parametrize("name", ["slots", "evaluations", "points", "save-slots", "offer"])
def test_nothing_is_shown_without_signing_in(client, db, name):
    response = client.get(path(name))

    assert response.status_code == 302
    assert "/accounts/login/" in response.headers["Location"]


@pytest.mark.parametrize("name", ["check-in", "confirm", "feedback", "decide", "draft"])
def test_a_link_alone_changes_nothing(site, met, bob, name):
    assert site(bob).get(path(name, met.key)).status_code == 405


def test_each_side_does_its_own_part_only(site, met, ada, bob):
    assert site(bob).post(path("feedback", met.key)).status_code == 404
    assert site(bob).post(path("decide", met.key)).status_code == 404
    assert site(ada).post(path("confirm", met.key)).status_code == 404
