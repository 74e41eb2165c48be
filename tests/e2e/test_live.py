"""Pages of the staff that are left open show what happens by themselves."""

import pytest
from playwright.sync_api import expect

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


def set_mark(page, mark):
    page.goto("/staff/people/yujin/mark/")
    page.get_by_label("Attempt").select_option(index=1)
    page.get_by_label("New mark").fill(str(mark))
    page.get_by_label("Reason").fill("Looked at once more.")
    page.get_by_role("button", name="Do it").click()
    page.wait_for_url("**/staff/people/yujin/")
