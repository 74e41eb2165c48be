"""What pages promise to hands, to paper and to who wants no motion: the same on each database, so once."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.sqlite]
LIE = ("/staff/cohorts/demo/",)  # pages whose sheets lie
PHONE = {"width": 390, "height": 844}
PAPER, LYING = 718, 1047  # px: what is left of A4 between its margins
HIGH = 1000
FOCUS = "document.activeElement"
CHOSEN = ".week input[type=checkbox]:checked"
CUT = """() => [...document.querySelectorAll("main *")].filter((part) => {
  const { overflowX, overflowY, display, position } = getComputedStyle(part);
  if (display === "inline" || position === "absolute" || !part.clientWidth) return false;
  const wide = overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
  return wide || (overflowY !== "visible" && part.scrollHeight > part.clientHeight + 1);
}).map((part) => `${part.tagName} ${part.className}`)"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOOLS = ".header, .nav, .foot, .tabs, .toolbar, .graph__tools, .copy__button"
SHOWN = f"""() => [...document.querySelectorAll("{TOOLS}")]
  .filter((part) => part.getClientRects().length).map((part) => part.className)"""
MOVES = """() => [...document.querySelectorAll("*")].flatMap(part => ["", "::before", "::after"].map(half => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(part, half || null);
  const all = [transitionDuration, animationName === "none" ? "0s" : animationDuration].join(",").split(",");
  return Math.max(...all.map(parseFloat));
})).filter((seconds) => seconds > 0.001).length"""


def focused(page, attribute):
    return page.evaluate(f"{FOCUS}.getAttribute({attribute!r})")


def test_arrow_keys_walk_the_curriculum(people):
    page = people("yujin")
    page.goto("/curriculum/")
    Keyboard().reach(page.locator(".node[tabindex='0']"))
    first = focused(page, "data-slug")

    page.keyboard.press("ArrowRight")
    second = focused(page, "data-slug")
    expect(page.locator("[data-graph-beside]")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    back = focused(page, "data-slug")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/projects/{second}/")
    assert second not in (first, back)


def next_monday():
    today = date.today()
    return today + timedelta(days=7 - today.weekday())


def draw(page, quarters):
    """From the quarter that has the focus: it and those after it, all turned like it."""
    page.keyboard.press(" ")
    for _quarter in range(quarters - 1):
        page.keyboard.press("Shift+ArrowDown")


def save(page, *said):
    Keyboard().press(page.get_by_role("button", name="Save this week"))
    for words in said:
        expect(page.get_by_text(words).first).to_be_visible()


def starts(page):
    return [int(value) for value in page.eval_on_selector_all(CHOSEN, "boxes => boxes.map(box => box.value)")]


def test_slots_are_made_moved_and_deleted_by_the_keyboard_and_by_touch(people, browser, academy):
    page = people("yujin")
    page.goto(f"/slots/?day={next_monday()}")
    stop = page.locator(".week input[type=checkbox][tabindex='0']")

    Keyboard().reach(stop)
    page.keyboard.press("ArrowRight")
    draw(page, 4)
    save(page, "Opened: 1 h.")
    made = starts(page)
    Keyboard().reach(stop)
    draw(page, 4)
    page.keyboard.press("ArrowDown")
    draw(page, 4)
    save(page, "Opened: 1 h.", "Taken back: 1 h.")
    moved = starts(page)
    Keyboard().reach(stop)
    draw(page, 4)
    save(page, "Taken back: 1 h.")
    deleted = starts(page)

    assert (len(made), moved, deleted) == (4, [quarter + 4 for quarter in made], [])
    draw_by_touch(page, browser, academy)


def draw_by_touch(page, browser, academy):
    phone = browser.new_context(
        base_url=academy.url,
        storage_state=page.context.storage_state(),
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
    ).new_page()
    phone.goto(f"/slots/?day={next_monday()}")
    finger = Finger(phone)
    cells = phone.locator(".week__day").first.locator(".slot[data-slot=free]")

    finger.swipe(cells.nth(8), cells.nth(4))  # scrolls
    assert starts(phone) == []
    finger.rest_and_draw(cells.nth(8), cells.nth(11))
    made = starts(phone)
    phone.get_by_role("button", name="Save this week").tap()
    expect(phone.get_by_text("Opened: 1 h.").first).to_be_visible()
    phone.get_by_role("button", name="Close").tap()  # what is said lies over the calendar
    opened = phone.locator(".week__day").first.locator(f".slot:has({CHOSEN.removeprefix('.week ')})")
    finger.rest_and_draw(opened.first, opened.last, becomes=False)
    phone.get_by_role("button", name="Save this week").tap()
    expect(phone.get_by_text("Taken back: 1 h.").first).to_be_visible()

    assert (len(made), starts(phone)) == (4, [])
    phone.context.close()


class Finger:
    """Touches as the browser itself gets them from a screen."""

    def __init__(self, page):
        self.page, self.wire = page, page.context.new_cdp_session(page)

    def _at(self, cell):
        box = cell.bounding_box()
        return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}

    def _send(self, kind, *points):
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    def swipe(self, start, end):
        here, there = self._at(start), self._at(end)
        self._send("touchStart", here)
        self._send("touchMove", there)
        self._send("touchEnd")

    def rest_and_draw(self, start, end, *, becomes=True):
        start.scroll_into_view_if_needed()
        box = start.locator("input").element_handle()
        there = self._at(end)
        self._send("touchStart", self._at(start))
        self.page.wait_for_function("([box, on]) => box.checked === on", arg=[box, becomes])
        self._send("touchMove", there)
        self._send("touchEnd")


@pytest.mark.parametrize(
    ("login", "paths"),
    [
        ("yujin", ["/", "/curriculum/", "/projects/python-first-steps/", "/slots/", "/points/", "/growth/"]),
        ("sora", ["/staff/cohorts/demo/", "/staff/cohorts/demo/progress/", "/staff/people/yujin/"]),
    ],
)
def test_pages_print_whole_and_without_their_tools_and_nothing_moves_for_who_wants_that(people, login, paths):
    page = people(login)
    found, moved = {}, 0

    for path in paths:
        page.set_viewport_size({"width": LYING if path in LIE else PAPER, "height": HIGH})
        page.emulate_media(media="print", reduced_motion="no-preference")
        page.goto(path)
        found[path] = (page.evaluate(CUT), page.evaluate(SHOWN), page.evaluate(OVER))
        page.emulate_media(media="screen")
        moved += page.evaluate(MOVES)
        page.emulate_media(reduced_motion="reduce")
        found[path] += (page.evaluate(MOVES),)

    assert {path: seen for path, seen in found.items() if seen != ([], [], 0, 0)} == {}
    assert moved > 0


def test_the_curriculum_is_printed_on_one_sheet_that_lies(people):
    page = people("yujin")
    page.goto("/curriculum/")

    printed = page.pdf(prefer_css_page_size=True)

    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert [float(width) > float(height) for width, height in sheets].count(True) == 1
