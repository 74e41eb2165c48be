"""The heat map: what happens shows by itself, and the arrow keys lead through it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.engine]
SOON = 20_000  # ms: before the page would ask by itself

FINISH = """
from academy.people.models import User
from projects.models import Team
from tests import making
making.make_finished(Team.objects.get(project__slug="shell-basics", memberships__user__login="yujin"))
"""


def test_a_heat_map_shows_new_work_and_a_new_mark_without_a_reload(academy, people):
    yujin, sora = people("yujin"), people("sora")
    desk = sora.context.new_page()
    cell = sora.locator("#row-yujin td .cell")
    sora.goto("/staff/cohorts/demo/")
    expect(sora.locator(".live[data-live=on]").first).to_be_visible()

    yujin.goto("/projects/shell-basics/")
    yujin.get_by_role("button", name="Start the project").click()
    expect(sora.locator("#row-yujin .cell[data-cell=working]")).to_have_count(1, timeout=SOON)

    academy.shell(FINISH)
    sora.goto("/staff/cohorts/demo/")
    expect(sora.locator(".live[data-live=on]").first).to_be_visible()
    set_mark(desk, 93)
    expect(cell.filter(has_text="93")).to_have_count(1, timeout=SOON)
    set_mark(desk, 94)  # at once: the last of several changes is shown too
    expect(cell.filter(has_text="94")).to_have_count(1, timeout=SOON)
    walk(sora)


def walk(page):
    """From name to name, to the window of a project and into it."""
    yujin = page.locator("#row-yujin a")
    Keyboard().reach(page.locator("[data-grid] tbody a[tabindex='0']"))
    page.keyboard.press("Home")
    for _row in range(page.locator("[data-grid] tbody tr").count()):
        page.keyboard.press("ArrowUp")
    for _row in range(page.locator("[data-grid] tbody tr").count()):
        if yujin.first.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    expect(yujin.first).to_be_focused()
    page.keyboard.press("End")
    expect(yujin.last).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(yujin.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trainees/yujin/shell-basics/")


def set_mark(page, mark):
    page.goto("/staff/people/yujin/mark/")
    page.get_by_label("Attempt").select_option(index=1)
    page.get_by_label("New mark").fill(str(mark))
    page.get_by_label("Reason").fill("Looked at once more.")
    page.get_by_role("button", name="Set a mark").click()
    page.wait_for_url("**/staff/people/yujin/")
