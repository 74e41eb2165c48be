"""screenshots.py FOLDER: pictures of every page, of staff and of a trainee, over the data of this site.

Every page that a link leads to, one of each kind: at 390, 768 and 1440 px, light and dark, in Korean and
English, and what axe finds in FOLDER/axe.txt. A failed request or an error in the console ends it badly.
`--docs` takes only the eight pictures of the documentation. Make the data first: `manage.py demo --full`.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser keeps a loop in this thread

Theme = Literal["light", "dark"]
WIDTHS, THEMES, LANGUAGES = (390, 768, 1440), ("light", "dark"), ("ko", "en")
HEIGHT, START_SECONDS, PAGES_AT_MOST = 900, 300, 120
NOT_PAGES = ("admin:", "api:", "set_language", "account_logout", "peer_review:feed", "peer_review:archive")
LINKS = "links => links.map(link => link.getAttribute('href'))"
ASKED_FOR = "/favicon.ico"
LEFT = "net::ERR_ABORTED"  # a request that was under way when its page was left


@dataclass(frozen=True)
class Picture:
    """One of the documentation: whose page, where, and how it looks."""

    name: str
    role: str
    view: str
    theme: Theme = "light"
    language: str = "ko"
    width: int = 1280
    of: str = ""  # the part of the page to scroll to; empty: its top


EIGHT = (
    Picture("home", "trainee", "home"),
    Picture("curriculum", "trainee", "trainee:graph"),
    Picture("project-page", "trainee", "trainee:project", language="en"),
    Picture("run", "staff", "trainee:run", theme="dark"),
    Picture("calendar", "trainee", "peer_review:slots"),
    Picture("evaluation", "trainee", "peer_review:evaluation", width=390),
    Picture("cohort", "staff", "staff:cohort", of="#grid"),
    Picture("economy", "staff", "staff:economy", theme="dark", language="en"),
)


@dataclass
class Visitor:
    """Somebody signed in, and what went wrong on their way."""

    role: str
    page: Any
    user: Any
    troubles: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("requestfailed", self._lost)
        self.page.on("response", self._answered)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.troubles.append(f"{self.page.url} console: {message.text}")

    def _lost(self, request: Any) -> None:
        if request.failure != LEFT:
            self.troubles.append(f"{request.url}: {request.failure}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400 and not answer.url.endswith(ASKED_FOR):
            self.troubles.append(f"{answer.url}: {answer.status}")

    def show(self, path: str, *, width: int, theme: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 844 if width == 390 else HEIGHT})
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        self.page.goto(path)


def main() -> None:
    arguments = read_arguments()
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    arguments.folder.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        visitors = [sign_in(browser, address, role) for role in ("trainee", "staff")]
        take = take_eight if arguments.docs else take_all
        take(visitors, arguments.folder)
        browser.close()
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    sys.exit("\n".join(dict.fromkeys(troubles)) or 0)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", action="store_true", help="only the eight of the documentation")
    return parser.parse_args()


def chromium() -> str | None:
    import shutil

    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def site() -> Iterator[str]:
    """The site of this data, on a free port, until the pictures are taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    environment = {**os.environ, "SITE_URL": address}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)


def wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit("The site did not start.")


def sign_in(browser: Any, address: str, role: str) -> Visitor:
    """A session is made for them: nobody knows the passwords any more."""
    from django.conf import settings
    from django.test import Client

    user, client = somebody(role), Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(base_url=address)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "url": address}
    context.add_cookies([{**cookie, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}])
    visitor = Visitor(role, context.new_page(), user)
    visitor.watch()
    return visitor


def somebody(role: str) -> Any:
    """The trainee with the fullest pages, or the first of the staff of the cohort with a history."""
    from django.db.models import Count

    from academy.people.models import User

    people = User.objects.filter(role=role, is_active=True)
    if role == "trainee":
        present = people.filter(enrolments__state="active", evaluations_given__state="booked")
        people = present.annotate(many=Count("evaluations_given__starts_at", distinct=True)).order_by("-many")
    else:
        people = people.order_by("-joined_at")
    return people.first() or sys.exit(f"There is no {role}: make the data with manage.py demo --full.")


def speak(user: Any, language: str) -> None:
    type(user).objects.filter(pk=user.pk).update(language=language)


# -- all pages ----------------------------------------------------------------------------------------


def take_all(visitors: list[Visitor], folder: Path) -> None:
    with (folder / "axe.txt").open("w") as axe:
        for visitor in visitors:
            pages = found(visitor)
            for language in LANGUAGES:
                speak(visitor.user, language)
                for name, path in pages.items():
                    take_one(visitor, path, folder, f"{visitor.role}-{name.replace(':', '-')}-{language}")
            axe.writelines(f"{line}\n" for line in findings(visitor, pages))
            speak(visitor.user, visitor.user.language)


def take_one(visitor: Visitor, path: str, folder: Path, name: str) -> None:
    for width, theme in product(WIDTHS, THEMES):
        visitor.show(path, width=width, theme=theme)
        visitor.page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)


def found(visitor: Visitor, wanted: Collection[str] = ()) -> dict[str, str]:
    """One page of each kind, by the name of its address; looks on until those that are wanted are there."""
    pages: dict[str, str] = {}
    waiting = [*first_pages(visitor), "/", "/design/"]
    while waiting and len(pages) < PAGES_AT_MOST and not (wanted and set(wanted) <= pages.keys()):
        path = waiting.pop(0)
        name = page_name(path)
        if name is None or name in pages:
            continue
        pages[name] = path
        visitor.show(path, width=1440, theme="light")
        links = visitor.page.eval_on_selector_all("a[href]", LINKS)
        waiting += [address for address in links if address.startswith("/")]
    return pages


def first_pages(visitor: Visitor) -> list[str]:
    """Of several cohorts staff look at the fullest."""
    from django.db.models import Count

    from academy.people.models import Cohort

    cohort = Cohort.objects.annotate(people=Count("enrolments")).order_by("-people").first()
    return [f"/staff/cohorts/{cohort.slug}/"] if cohort and visitor.role == "staff" else []


def page_name(address: str) -> str | None:
    """None for what is no page of ours."""
    from django.urls import Resolver404, resolve

    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
    is_file = "export" in name or name.startswith(NOT_PAGES)
    return None if is_file else name


def findings(visitor: Visitor, pages: dict[str, str]) -> Iterator[str]:
    from axe_playwright_python.sync_playwright import Axe

    for (name, path), theme in product(pages.items(), THEMES):
        visitor.show(path, width=1440, theme=theme)
        for violation in Axe().run(visitor.page).response["violations"]:
            yield f"{visitor.role} {name} {theme}: {violation['id']} ({len(violation['nodes'])})"


# -- the eight of the documentation -------------------------------------------------------------------


def take_eight(visitors: list[Visitor], folder: Path) -> None:
    by_role = {visitor.role: visitor for visitor in visitors}
    wanted = {role: {one.view for one in EIGHT if one.role == role} for role in by_role}
    pages = {role: found(visitor, wanted[role]) for role, visitor in by_role.items()}
    for picture in EIGHT:
        visitor = by_role[picture.role]
        path = pages[picture.role].get(picture.view)
        if path is None:
            visitor.troubles.append(f"{picture.name}: no link leads to {picture.view}")
            continue
        speak(visitor.user, picture.language)
        visitor.show(path, width=picture.width, theme=picture.theme)
        if picture.of:
            visitor.page.locator(picture.of).first.evaluate("part => part.scrollIntoView()")
        visitor.page.screenshot(path=folder / f"{picture.name}.png")
    for visitor in visitors:
        speak(visitor.user, visitor.user.language)


if __name__ == "__main__":
    main()
