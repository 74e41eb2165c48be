"""The academy as its users meet it: real processes, a real browser, real git, real containers.

Without DATABASE_URL one embedded process serves everything; with DATABASE_URL and REDIS_URL there are two web
processes, a worker and beat, each a process of its own, over a database made for the test.
"""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.e2e.academy import academy_in, prepared_in

PATIENCE = 30_000  # ms: the other stages of ./test share the machine


@pytest.fixture(scope="session", autouse=True)
def patience():
    """How long an expectation waits for a page, unless it says otherwise."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    with prepared_in(tmp_path_factory.mktemp("prepared")) as prepared:
        yield prepared


@pytest.fixture(scope="session")
def academy(tmp_path_factory, prepared):
    with academy_in(tmp_path_factory.mktemp("academy"), prepared) as academy:
        yield academy


@pytest.fixture
def people(academy, browser):
    """`people("minji")` is a signed-in page of that person. Errors in its console fail the test."""
    contexts, trouble = [], []

    def sign_in(login):
        context = browser.new_context(base_url=academy.url, locale="en-US", timezone_id="Asia/Seoul")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(f"{login}: {error}"))
        page.on("console", lambda m: trouble.append(f"{login}: {m.text}") if m.type == "error" else None)
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(f"{login}@example.org")
        page.get_by_label("Password").fill(academy.passwords[login])
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert trouble == []


class Clone:
    """A working copy of a team's repository, driven by real git."""

    def __init__(self, folder, address):
        self.folder = folder
        self.git("clone", "--quiet", address, str(folder), cwd=folder.parent)
        self.git("config", "user.name", "Minji Kim")
        self.git("config", "user.email", "minji@example.org")

    def git(self, *arguments, cwd=None, fails=False):
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.parent),
            "GIT_TERMINAL_PROMPT": "0",
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def copy(self, source):
        shutil.copytree(source, self.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("wrong.yaml"))

    def push(self, message, *, to="main", fails=False):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("push", "origin", f"HEAD:{to}", fails=fails)


@pytest.fixture
def clone(tmp_path):
    return lambda address: Clone(tmp_path / "work", address)
