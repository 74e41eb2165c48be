"""Every page that a link leads to: axe finds nothing in both themes, and all of it loads and fits a phone."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve

pytestmark = [
    pytest.mark.browser,
    pytest.mark.engine,
    pytest.mark.sqlite,
]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
NOT_PAGES = (
    "admin:",
    "api:",
    "set_language",
    "account_logout",
    "peer_review:feed",
    "peer_review:archive",
    "staff:export-",
    "certificates:paper",
)
PAGES_AT_MOST = 90  # of one person: the crawl must end
LINKS = "links => links.map(link => link.getAttribute('href'))"
AT_ONCE = "* { transition: none !important; animation: none !important }"
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
LEFT = "net::ERR_ABORTED"  # a request that was under way when its page was left
COLOURS_ALONE = {"runOnly": ["color-contrast"]}  # all that a theme can change


@pytest.mark.parametrize(("login", "least"), [("minji", 20), ("sora", 25)])
def test_every_page_is_open_to_all_and_fits_a_phone(people, login, least):
    page = people(login)
    failed = watch(page)
    troubles, seen = [], {}
    waiting = ["/", "/design/"]

    while waiting and len(seen) < PAGES_AT_MOST:
        path = waiting.pop(0)
        name = page_name(path)
        if name is None or name in seen:
            continue
        seen[name] = path
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(path)
        troubles += [f"{path} {trouble}" for trouble in look_at(page)]
        waiting += [
            address for address in page.eval_on_selector_all("a[href]", LINKS) if address.startswith("/")
        ]

    assert "\n".join(troubles + failed) == ""
    assert len(seen) >= least, seen


def watch(page):
    """What did not load, from now on. Errors in the console are the fixture's to report."""
    failed = []

    def note_failure(answer):
        if answer.status >= 400:
            failed.append(f"{answer.url}: {answer.status}")

    def note_loss(request):
        if request.failure != LEFT:
            failed.append(f"{request.url}: {request.failure}")

    page.on("requestfailed", note_loss)
    page.on("response", note_failure)
    return failed


def page_name(address):
    """One page of each kind is enough: the name of its address, or None for what is no page of ours."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return None
    return None if name == "staff:export" or name.startswith(NOT_PAGES) else name


def look_at(page):
    light = Axe().run(page)
    page.add_style_tag(content=AT_ONCE)  # a busy machine may be slow to draw how one colour becomes another
    page.emulate_media(color_scheme="dark")
    page.evaluate(NEXT_FRAME)
    dark = Axe().run(page, options=COLOURS_ALONE)
    for theme, found in (("light", light), ("dark", dark)):
        for violation in found.response["violations"]:
            nodes = [
                f"{node['html'][:120]} {node['failureSummary'][:200]}" for node in violation["nodes"][:3]
            ]
            yield f"{theme}: {violation['id']}: {'; '.join(nodes)}"
    page.set_viewport_size(PHONE)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"hangs {over} px over the edge of a phone"
