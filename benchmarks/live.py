"""`python -m benchmarks.live`: how long a printed line takes to the browser.

A site of its own and a headless browser on the page of a run. The program of the first case prints the time
and goes on; the page is looked at from inside, and the moment when a line stands there is compared with it.
"""

import io
import re
import shutil
import statistics
import tempfile
import zipfile
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from benchmarks.meter import machine
from grader.sandbox import Engine
from tests.conftest import QUIET
from tests.e2e.academy import Academy, academy_in, prepared_in

REFERENCE = Path(__file__).resolve().parent.parent / "projects/curriculum/python-first-steps/reference"
RUNS = 5
BEFORE, AFTER = 3.0, 1.5  # seconds: the page is open by then; the result does not come before the line
SLOW = f"""import sys, time
if sys.argv[1:] == ["민지"]:
    time.sleep({BEFORE})
    print("printed at", time.time(), flush=True)
    time.sleep({AFTER})
"""
START_AND_TOKEN = """
from academy import journey
from academy.people import tokens
from academy.people.models import User
from projects.models import Project
user = User.objects.get(login="minji")
journey.start(Project.objects.get(slug="python-first-steps"), by=user)
print(tokens.create(user, name="script", scope="write", days=1)[1])
"""
LOOK = """
async () => {
  for (;;) {
    const found = document.body.innerText.match(/printed at ([0-9.]+)/);
    if (found) return Date.now() / 1000 - Number(found[1]);
    await new Promise((next) => requestAnimationFrame(next));
  }
}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        with prepared_in(folder / "prepared") as prepared, academy_in(folder / "site", prepared) as academy:
            browser = play.chromium.launch(args=QUIET, executable_path=shutil.which("chromium"))
            page = browser.new_page(base_url=academy.url, locale="en-US")
            _sign_in(page, academy)
            secret = academy.shell(START_AND_TOKEN)
            delays = [_delay(page, academy, secret) * 1000 for _ in range(RUNS)]
            browser.close()
    print(machine(Engine().ping().version))
    print(f"first line in the browser after {statistics.median(delays):.0f} ms", end=" ")
    print(f"({min(delays):.0f} to {max(delays):.0f}, n = {len(delays)})")


def _sign_in(page: Page, academy: Academy) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("minji@example.org")
    page.get_by_label("Password").fill(academy.passwords["minji"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def _delay(page: Page, academy: Academy, secret: str) -> float:
    """Seconds from the print to the page, of one hand-in."""
    api = httpx.Client(base_url=academy.url, headers={"authorization": f"Bearer {secret}"}, timeout=60)
    path = "/api/projects/python-first-steps/submissions"
    answer = api.post(path, files={"archive": _packed()}).raise_for_status().json()
    page.goto(f"/runs/{answer['run']}/")
    delay = page.evaluate(LOOK)
    page.get_by_text(re.compile("of .* passed")).first.wait_for()
    while api.get(f"/api/runs/{answer['run']}").json()["state"] in ("queued", "running"):
        page.wait_for_timeout(200)
    return float(delay)


def _packed() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in REFERENCE.rglob("*.py"):
            slow = SLOW.encode() if path.name == "greet.py" else b""
            archive.writestr(str(path.relative_to(REFERENCE)), slow + path.read_bytes())
    return packed.getvalue()


if __name__ == "__main__":
    main()
