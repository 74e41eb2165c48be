"""A site of its own for the tests end to end: its processes, its data folder and its sign-ins."""

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

from tests.e2e.waiting import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 180


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
        self.passwords, self.processes = {}, {}
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


PREPARE = """
from django.core.management import call_command
from academy.people.models import User
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("load_curriculum", verbosity=0)
call_command("demo")
User.objects.update(language="en")
"""


@contextmanager
def prepared_in(folder):
    """An academy with curriculum and demo people that never starts: it is slow to make and quick to copy."""
    with database() as environment:
        prepared = Academy(folder, environment)
        prepared.passwords = dict(re.findall(r"(\w+)@example\.org\s+(\S+)", prepared.shell(PREPARE)))
        yield prepared


@contextmanager
def academy_in(folder, prepared, **extra):
    with database(like=prepared.environment) as environment:
        shutil.copytree(prepared.folder, folder, dirs_exist_ok=True)
        academy = Academy(folder, {**environment, **extra})
        academy.passwords = prepared.passwords
        academy.start()
        try:
            yield academy
        finally:
            academy.stop()


@contextmanager
def database(like=None):
    """The environment of a site of its own: a file in its folder, or a database made for it."""
    environment = {k: v for k, v in os.environ.items() if k not in ("VAR_DIR", "DATABASE_URL", "DEBUG")}
    address = os.environ.get("DATABASE_URL")
    if not address:
        environment.pop("REDIS_URL", None)
        yield environment
        return
    name, template = f"e2e_{secrets.token_hex(4)}", "template1"
    if like:
        template = urlsplit(like["DATABASE_URL"]).path.removeprefix("/")
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield {**environment, "DATABASE_URL": urlunsplit(urlsplit(address)._replace(path=f"/{name}"))}
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
