"""What a phone on a slow line sees of the main pages: when first, how much moves, how much it fetches.

    python -m benchmarks.web.phone [N]   the pages of this site's data: make it with `manage.py demo --full`

Chromium at 390 × 844 px with a processor four times slower and the "slow 4G" of Lighthouse (150 ms,
1.6 Mbit/s down, 750 kbit/s up). Each page is opened N times (3) in two ways: `first` with an empty cache,
`again` with what the pages share already there. FCP and LCP in ms after the click and how much came over the
line are medians, the largest CLS (without a unit) is told. HTML is when the page had come whole: what is
before it is the server and the line. Ends with 1 when something shifts or shows nothing for a second.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser keeps a loop in this thread
django.setup()

from playwright.sync_api import sync_playwright  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from screenshots import chromium, found, site  # noqa: E402
from visitors import Visitor, invite  # noqa: E402

LINE = {"latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER, MOST_MS, MOST_SHIFT = 4, 1000, 0.0
MAIN = {
    "trainee": [
        *("home", "trainee:graph", "trainee:project", "trainee:growth", "peer_review:slots"),
        *("peer_review:evaluations", "peer_review:evaluation", "peer_review:points", "notices:index"),
    ],
    "staff": ["staff:cohort", "staff:attention", "staff:file", "staff:progress", "staff:grading"],
}
SEEN = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const html = performance.getEntriesByType("navigation")[0].responseEnd;
  return {html, fcp: paint ? paint.startTime : Infinity, lcp: window.lcp || Infinity, cls: window.cls || 0};
}"""
WATCH = """
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.cls = (window.cls || 0) + one.value;
  }).observe({type: "layout-shift", buffered: true});
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.lcp = one.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
"""


@dataclass(frozen=True)
class Seen:
    html: float
    fcp: float
    lcp: float
    cls: float
    kilobytes: float


Value = Callable[[Seen], float]
HTML, FCP, LCP, KILOBYTES = map(attrgetter, ("html", "fcp", "lcp", "kilobytes"))


class Phone:
    """The page of a visitor, throttled, with its traffic counted."""

    def __init__(self, visitor: Visitor):
        self.page = visitor.page
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.page.add_init_script(WATCH)
        self._bytes = 0.0
        self._wire: Any = self.page.context.new_cdp_session(self.page)
        self._wire.on("Network.loadingFinished", self._count)
        self._wire.send("Network.enable")
        self._wire.send("Network.emulateNetworkConditions", {"offline": False, **LINE})
        self._wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def _count(self, event: dict[str, Any]) -> None:
        self._bytes += event["encodedDataLength"]

    def see(self, path: str, *, afresh: bool) -> Seen:
        if afresh:
            self._wire.send("Network.clearBrowserCache")
        self._bytes = 0
        self.page.goto(path, wait_until="load")
        self.page.wait_for_timeout(500)  # fonts and live parts come after the load
        seen = self.page.evaluate(SEEN)
        return Seen(**seen, kilobytes=self._bytes / 1000)

    def see_often(self, path: str, *, times: int) -> tuple[list[Seen], list[Seen]]:
        """With an empty cache and with a full one, in turn."""
        pairs = [[self.see(path, afresh=afresh) for afresh in (True, False)] for _ in range(times)]
        return [first for first, _ in pairs], [again for _, again in pairs]


def main(times: int) -> int:
    print(
        "| page | first HTML | FCP | LCP | kB | again HTML | FCP | LCP | kB | CLS |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    bad = False
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for role, wanted in MAIN.items():
            visitor = invite(browser, address, role)
            pages = found(visitor, wanted)
            phone = Phone(visitor)
            for name in (name for name in wanted if name in pages):
                visits = phone.see_often(pages[name], times=times)
                cls = max(seen.cls for visit in visits for seen in visit)
                bad |= cls > MOST_SHIFT or any(middle(visit, FCP) > MOST_MS for visit in visits)
                print("|", name, "|", " | ".join(map(told, visits)), f"| {cls:.3f} |", flush=True)
        browser.close()
    return int(bad)


def told(visit: list[Seen]) -> str:
    return " | ".join(f"{middle(visit, value):.0f}" for value in (HTML, FCP, LCP, KILOBYTES))


def middle(visit: list[Seen], value: Value) -> float:
    return median(map(value, visit))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
