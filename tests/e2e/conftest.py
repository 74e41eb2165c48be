"""The academy as its users meet it: real processes, a real browser, real git, real containers.

Without DATABASE_URL one embedded process serves everything; with DATABASE_URL and REDIS_URL there are two web
processes, a worker and beat, each a process of its own, over a database made for the test.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest

from tests.e2e.waiting import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Academy:
    """The processes of one site, its data folder and its sign-ins."""

    def __init__(self, folder, environment):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**environment, "VAR_DIR": str(folder), "SITE_URL": self.url, "GRADER_LEASE": "4"}
        self.processes = {}
        self.served = "REDIS_URL" in environment

    def manage(self, *arguments, stdin=None):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, input=stdin, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shell(self, code):
        """Run code against the site's own database and return what it prints."""
        return self.manage("shell", "--no-imports", "--verbosity", "0", "-c", code).strip()

    def prepare(self):
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.manage("load_curriculum")
        sign_ins = re.findall(r"(\w+)@example\.org\s+(\S+)", self.manage("demo"))
        self.passwords = dict(sign_ins)
        self.shell("from academy.people.models import User; User.objects.update(language='en')")

    def start(self):
        if self.served:
            self.spawn("web", "serve", "--port", str(self.port))
            self.start_worker("worker")
            self.spawn("beat", celery=["beat", "--schedule", str(self.folder / "beat")])
        else:
            self.spawn("web", "serve", "--port", str(self.port))
        self.wait_until_ready()

    def start_worker(self, name):
        self.spawn(
            name,
            celery=[
                "worker",
                "--pool",
                "threads",
                "--concurrency",
                "3",
                "-Q",
                "academy,grader",
                "-n",
                f"{name}@%h",
            ],
        )

    def spawn(self, name, *arguments, celery=()):
        program = ["-m", "celery", "-A", "academy.config", *celery] if celery else ["manage.py", *arguments]
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def wait_until_ready(self):
        wait_for(lambda: self.readiness().get("grader") == "online", seconds=START_SECONDS, what=self.logs)

    def readiness(self):
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/readyz", timeout=5).json()
        return {}

    def kill(self, name, sign=signal.SIGKILL):
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        process.wait(30)

    def stop(self):
        for name in list(self.processes):
            with suppress(ProcessLookupError):
                self.processes[name].send_signal(signal.SIGTERM)
        for name in list(self.processes):
            try:
                self.processes.pop(name).wait(30)
            except subprocess.TimeoutExpired:
                self.kill(name)

    def logs(self):
        return "\n".join(f"== {log.name}\n{log.read_text()[-3000:]}" for log in self.folder.glob("*.log"))


@contextmanager
def database():
    """The environment of a site of its own: a file, or a database made for it."""
    environment = {k: v for k, v in os.environ.items() if k not in ("VAR_DIR", "DATABASE_URL", "DEBUG")}
    address = os.environ.get("DATABASE_URL")
    if not address:
        environment.pop("REDIS_URL", None)
        yield environment
        return
    name = f"e2e_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield {**environment, "DATABASE_URL": urlunsplit(urlsplit(address)._replace(path=f"/{name}"))}
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def academy_in(folder, **extra):
    with database() as environment:
        academy = Academy(folder, {**environment, **extra})
        academy.prepare()
        academy.start()
        try:
            yield academy
        finally:
            academy.stop()


@pytest.fixture(scope="session")
def academy(tmp_path_factory):
    with academy_in(tmp_path_factory.mktemp("academy")) as academy:
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
        page.get_by_role("button", name="Sign in", exact=True).click()
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
