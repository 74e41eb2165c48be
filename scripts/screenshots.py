"""screenshots.py FOLDER: pictures of every page, of everybody who has one, over the data of this site.

Every page that a link leads to, a few of each kind: at 390, 768 and 1440 px, light and dark, in Korean and
English. FOLDER/index.html shows a sheet for each page with all its looks, and FOLDER/axe.txt what axe finds.
A failed request or an error in the console ends it badly. `--role` and `--page` take a part of it; `--docs`
takes only the eight pictures of the documentation. Make the data first: `manage.py demo --full`.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import contact_sheets
from contact_sheets import Look
from visitors import NOWHERE, ROLES, SIGNED_OUT, Visitor, folder_of, invite

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser keeps a loop in this thread

Theme = Literal["light", "dark"]
WIDTHS, THEMES, LANGUAGES = (390, 768, 1440), ("light", "dark"), ("ko", "en")
LOOKS = tuple(product(LANGUAGES, WIDTHS, THEMES))
FEW = (("ko", 1440, "light"), ("ko", 390, "dark"), ("en", 390, "light"), ("en", 1440, "dark"))
START_SECONDS, PAGES_AT_MOST = 300, 160
SEVERAL = {"trainee:project": 3, "trainee:run": 2, "peer_review:evaluation": 2}  # others: one page of a kind
FILES = ("peer_review:feed", "peer_review:archive", "staff:export-", "certificates:paper")
NOT_PAGES = ("admin:", "api:", "set_language", "account_logout", *FILES)
LINKS = "links => links.map(link => link.getAttribute('href'))"


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


def main() -> None:
    arguments = read_arguments()
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    arguments.folder.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        roles = ("trainee", "staff") if arguments.docs else arguments.role or ROLES
        visitors = [invite(browser, address, role) for role in roles]
        if arguments.docs:
            take_eight(visitors, arguments.folder)
        else:
            take_all(visitors, arguments)
        browser.close()
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    sys.exit("\n".join(dict.fromkeys(troubles)) or 0)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", action="store_true", help="only the eight of the documentation")
    parser.add_argument(
        "--role", action="append", choices=ROLES, help="only what this one sees; may be repeated"
    )
    parser.add_argument("--page", default="", help="only pages with this in their name, like staff:cohort")
    parser.add_argument("--few", action="store_true", help="four looks of each page instead of twelve")
    parser.add_argument("--no-axe", dest="axe", action="store_false", help="take pictures alone")
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
            wait_for(port, process)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit("The site did not start.")


# -- all pages ----------------------------------------------------------------------------------------


def take_all(visitors: list[Visitor], wanted: argparse.Namespace) -> None:
    folder = wanted.folder
    with (folder / "axe.txt").open("w") as violations:
        for visitor in visitors:
            pages = {name: path for name, path in found(visitor).items() if wanted.page in name}
            for name, path in pages.items():
                print(f"{visitor.role} {name} {path}", flush=True)
                take_page(visitor, path, folder, name.replace(":", "-"), FEW if wanted.few else LOOKS)
            if wanted.axe:
                violations.writelines(f"{line}\n" for line in findings(visitor, pages))
            contact_sheets.index(folder)


def take_page(
    visitor: Visitor, path: str, folder: Path, name: str, looks: Collection[tuple[str, int, str]]
) -> None:
    """It is loaded for each language and width, because some parts are fitted once; the theme follows."""
    taken: list[Look] = []
    for language, width, theme in looks:
        if not taken or (taken[-1].language, taken[-1].width) != (language, width):
            visitor.speak(language)
            visitor.show(path, width=width, theme=theme)
        visitor.look(width=width, theme=theme)
        file = folder_of(folder, visitor) / f"{name}-{language}-{width}-{theme}.png"
        visitor.page.screenshot(path=file, full_page=True)
        taken.append(Look(file, language, theme, width))
    if visitor.user:
        visitor.speak(visitor.user.language)
    contact_sheets.sheet(taken, folder / "sheets" / f"{visitor.role}-{name}.png")


def found(visitor: Visitor, wanted: Collection[str] = ()) -> dict[str, str]:
    """A few pages of each kind, by the name of their address, until those that are wanted are there."""
    pages: dict[str, str] = {}
    kinds = Counter[str]()
    waiting = [*visitor.first, *([] if visitor.role in SIGNED_OUT else ["/"])]
    while waiting and len(pages) < PAGES_AT_MOST and not (wanted and set(wanted) <= pages.keys()):
        path = waiting.pop(0)
        kind = page_name(path)
        if kind is None or kinds[kind] >= SEVERAL.get(kind, 1) or path in pages.values():
            continue
        kinds[kind] += 1
        pages[kind if kinds[kind] == 1 else f"{kind}-{kinds[kind]}"] = path
        visitor.show(path, width=1440, theme="light")
        links = visitor.page.eval_on_selector_all("a[href]", LINKS)
        waiting += [address for address in links if address.startswith("/")]
    return pages


def page_name(address: str) -> str | None:
    """None for what is no page of ours."""
    from django.urls import Resolver404, resolve

    path = urlsplit(address).path
    try:
        name = resolve(path).view_name
    except Resolver404:
        return path.strip("/") if path == NOWHERE else None
    is_file = name == "staff:export" or name.startswith(NOT_PAGES)
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
        visitor.speak(picture.language)
        visitor.show(path, width=picture.width, theme=picture.theme)
        if picture.of:
            visitor.page.locator(picture.of).first.evaluate("part => part.scrollIntoView()")
        visitor.page.screenshot(path=folder / f"{picture.name}.png")
    for visitor in visitors:
        visitor.speak(visitor.user.language)


if __name__ == "__main__":
    main()
