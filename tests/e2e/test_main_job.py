"""The whole way of a piece of work with three people: on the embedded site by the keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import Keyboard, Mouse

pytestmark = [pytest.mark.browser, pytest.mark.engine]

FOLDER = Path(__file__).resolve().parent.parent.parent / "projects" / "curriculum" / "python-first-steps"
CODE = re.compile(r"^\s*(\d{6})\s*$")
PATIENCE = 60_000  # ms: containers on a busy machine
COMMENT = "You explained every line and changed the program while I watched. Name the constants."

# Asks the part around a control to draw itself anew, and says whether it has.
REDRAWN = """control => {
  control.closest("[data-live]")?.dispatchEvent(new CustomEvent("changed"));
  return !control.isConnected;
}"""

# The booked evaluation is moved to the nearest quarter of an hour, as if the day had passed; nothing else is
# touched. It is at most eight minutes away, so that the test is in time at whatever minute it runs.
MOVE_TO_NOW = """
from datetime import timedelta
from django.utils import timezone
from peer_review.models import Evaluation, Presence
evaluation = Evaluation.objects.get(state="booked")
soon = (timezone.now() + timedelta(minutes=7.5)).replace(second=0, microsecond=0)
start = soon - timedelta(minutes=soon.minute % 15)
Presence.objects.filter(evaluation=evaluation).delete()
evaluation.slots.all().delete()
Evaluation.objects.filter(pk=evaluation.pk).update(starts_at=start)
"""


def test_from_the_clone_to_the_next_project(academy, people, clone):
    minji, sora = people("minji"), people("sora")
    hands = Mouse() if academy.served else Keyboard()
    sora.goto("/staff/cohorts/demo/")
    expect(sora.get_by_text("0.00").first).to_be_visible()

    start_the_project(minji, hands)
    work = clone(address_for(minji, hands))
    hand_in_what_fails(minji, work)
    hand_in_what_passes(minji, work)
    close_the_attempt(minji, hands)
    evaluation = book_an_evaluation(minji, hands)

    evaluator = find_the_evaluator(academy, people, evaluation)
    names_are_hidden(minji, evaluator, evaluation)
    academy.shell(MOVE_TO_NOW)
    meet(minji, evaluator, evaluation, hands)
    fill_the_sheet(evaluator, hands)
    give_feedback(minji, evaluation, hands)

    points_have_moved(minji, evaluator)
    xp_and_level_follow(minji, hands)
    expect(sora.locator("#row-minji .cell[data-cell=validated]")).to_have_count(1, timeout=PATIENCE)


def start_the_project(page, hands):
    page.goto("/curriculum/")
    hands.press(page.get_by_role("link", name="Python first steps").last)
    hands.press(page.get_by_role("button", name="Start the project"))
    expect(page.get_by_role("heading", name="Attempt 1")).to_be_visible()
    page.goto("/projects/python-collections/")
    expect(page.locator(".lock").first).to_contain_text("Validate first: Python first steps")


def address_for(page, hands):
    """The clone command of the page, with a fresh token as its password."""
    page.goto("/tokens/")
    hands.write(page.get_by_label("Name"), "laptop")
    hands.press(page.get_by_role("button", name="Make the token"))
    expect(page.get_by_text("bgl_").first).to_be_visible()
    token = re.search(r"bgl_\w+", page.content())[0]
    page.goto("/projects/python-first-steps/")
    command = re.search(r"git clone (http\S+?\.git)", page.content())[1]
    return command.replace("minji@", f"minji:{token}@")


def hand_in_what_fails(page, work):
    work.copy(FOLDER / "reference")
    work.copy(FOLDER / "wrong" / "asks-a-question")

    said = work.push("First try")

    assert "remote:" in said
    verdict = page.locator(".run__head")
    expect(verdict).to_contain_text("Failed", timeout=PATIENCE)
    expect(page.locator(".diff").first).to_be_visible()


def hand_in_what_passes(page, work):
    refusal = work.push("Wrong place", to="master", fails=True)
    assert "main" in refusal
    work.copy(FOLDER / "reference")

    work.push("Read the arguments")

    expect(page.locator(".run__head")).to_contain_text("Passed", timeout=PATIENCE)
    expect(page.get_by_text("All visible cases pass.").first).to_be_visible()


def close_the_attempt(page, hands):
    hands.press(page.get_by_role("link", name="Close the attempt"))
    hands.press(page.get_by_role("button", name="Close the attempt"))
    expect(page.get_by_text("Final run over every case").first).to_be_visible()
    expect(page.get_by_role("link", name="Book an evaluation")).to_be_visible(timeout=PATIENCE)


def book_an_evaluation(page, hands):
    hands.press(page.get_by_role("link", name="Book an evaluation"))
    hands.press(page.get_by_role("button", name="Offer these times"))  # who asks for time gives some first
    hands.press(page.locator("button[name=quarter]").first)
    page.wait_for_url("**/evaluations/*/")
    return page.url


def find_the_evaluator(academy, people, evaluation):
    key = evaluation.rstrip("/").rsplit("/", 1)[1]
    row = f"Evaluation.objects.get(key={key!r})"
    login = academy.shell(f"from peer_review.models import Evaluation; print({row}.evaluator.login)")
    page = people(login)
    page.login = login
    return page


def names_are_hidden(minji, evaluator, evaluation):
    for page, secrets in ((minji, [evaluator.login]), (evaluator, ["minji", "김민지"])):
        for address in (evaluation, "/", "/evaluations/"):
            page.goto(address)
            source = page.content()
            assert [secret for secret in secrets if secret in source] == []
    minji.goto(evaluation)
    expect(minji.get_by_text("Name hidden").first).to_be_visible()


def meet(minji, evaluator, evaluation, hands):
    minji.goto(evaluation)
    evaluator.goto(evaluation)
    expect(evaluator.get_by_text("minji").first).to_be_visible()
    expect(minji.get_by_text(evaluator.login).first).to_be_visible()
    stays_in_hand(minji.get_by_role("button", name="We are here"))
    hands.press(minji.get_by_role("button", name="We are here"))
    hands.press(evaluator.get_by_role("button", name="I am here"))
    shown = minji.locator(".stat__value").first
    expect(shown).to_have_text(CODE)
    code = CODE.match(shown.inner_text())[1]
    hands.write(evaluator.locator("input[name=code]"), code)
    hands.press(evaluator.get_by_role("button", name="We have met"))
    hands.press(evaluator.get_by_role("link", name="Open the sheet"))


def stays_in_hand(control):
    """The page draws itself anew, as whenever something changes: the control keeps the focus."""
    control.focus()
    before = control.element_handle()
    control.page.wait_for_function(REDRAWN, arg=before, polling=2_000, timeout=PATIENCE)
    expect(control).to_be_focused()


def fill_the_sheet(page, hands):
    expect(page.locator(".lines").first).to_be_visible()  # the pinned code is open beside the sheet
    page.wait_for_load_state()  # and every question is there
    for best in page.locator(
        ".choice__option:has(input[value=yes]), .choice__option:has(input[value='5'])"
    ).all():
        hands.press(best)
    hands.press(page.locator("label:has(input[name=flag][value=ok])"))
    hands.write(page.locator("textarea[name=comment]"), COMMENT)
    hands.press(page.get_by_role("button", name="Hand in the sheet"))
    page.wait_for_url("**/evaluations/*/")
    expect(page.get_by_text(COMMENT)).to_be_visible()


def give_feedback(page, evaluation, hands):
    page.goto(evaluation)
    expect(page.get_by_text(COMMENT)).to_be_visible()
    for name in ("nice", "rigorous", "interested", "punctual"):
        hands.press(page.locator(f".choice__option:has(input[name={name}][value='4'])"))
    hands.write(page.locator("form[action$='/feedback/'] textarea"), "Patient, exact and on time. Thank you!")
    hands.press(page.get_by_role("button", name="Give feedback"))
    expect(page.get_by_role("heading", name="Feedback of the team")).to_be_visible()


def points_have_moved(minji, evaluator):
    for page, balance in ((minji, 4), (evaluator, 6)):
        page.goto("/points/")
        expect(page.locator(".stat__value").first).to_have_text(re.compile(rf"^\s*{balance}\b"))


def xp_and_level_follow(page, hands):
    page.goto("/projects/python-first-steps/")
    hands.press(page.get_by_role("link", name="How the final mark comes about").first)
    expect(page.get_by_role("heading", name="How the mark of attempt 1 comes about")).to_be_visible()
    expect(page.get_by_text(re.compile(r"÷ 2 =")).first).to_be_visible()
    page.goto("/")
    expect(page.get_by_text(re.compile(r"1[5-9]\d XP in all"))).to_be_visible()
    page.goto("/projects/python-collections/")
    expect(page.get_by_role("button", name="Start the project")).to_be_visible()
