"""A real uvicorn with the git server, real repositories, and trainees with real clones of them."""

import itertools
import json
import os
import random
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from projects.git import repositories

HERE = Path(__file__).parent
TOKEN = "a-personal-token"
NUMBERS = itertools.count(1)


class Server:
    def __init__(self, root):
        self.root, self.process, self.port = root, None, None

    def start(self):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self.log = (self.root / "server.log").open("ab")
        command = f"-m uvicorn --fd {listener.fileno()} --lifespan off --log-level warning served:application"
        self.process = subprocess.Popen(
            [sys.executable, *command.split(), "--app-dir", HERE],
            env={**os.environ, "GIT_ROOT": str(self.root), "PYTHONPATH": str(HERE.parents[2])},
            pass_fds=[listener.fileno()],
            stderr=self.log,
        )
        listener.close()

    def stop(self, *, kill=False):
        self.process.kill() if kill else self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def memory(self):
        """The most the server ever used, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))

    def said(self):
        return (self.root / "server.log").read_text()


class Team:
    """One repository on the server, with the policy under which it is served."""

    def __init__(self, server, folder):
        self.server, self.folder = server, folder
        self.key = f"team-{next(NUMBERS)}"
        self.repository = repositories.create(server.root, self.key)
        self.site = {"token": TOKEN, "readers": [], "policy": {"language": "en"}, "limits": {}}
        self.serve()

    def serve(self, *, limits=None, readers=(), **policy):
        self.site["policy"] |= policy
        self.site["limits"] |= limits or {}
        self.site["readers"] = list(readers)
        (self.server.root / f"{self.key}.json").write_text(json.dumps(self.site))

    def url(self, login="ada", token=TOKEN):
        return f"http://{login}:{token}@127.0.0.1:{self.server.port}/git/{self.key}.git"

    def clone(self, login="ada", *options):
        path = self.folder / f"{login}-{next(NUMBERS)}"
        git("clone", "--quiet", *options, self.url(login), path, cwd=self.folder)
        return Clone(path)

    def head(self):
        return repositories.head(self.repository)

    def pushes(self):
        told = self.server.root / f"{self.key}.pushes"
        return [tuple(json.loads(line)) for line in told.read_text().splitlines()] if told.exists() else []

    def asked(self):
        """How often the site was asked whether somebody may write."""
        asked = self.server.root / f"{self.key}.asked"
        return len(asked.read_text()) if asked.exists() else 0

    def quarantines(self):
        return list(self.repository.glob("objects/*incoming*"))

    def disk(self):
        return sum(file.stat().st_size for file in self.repository.rglob("*") if file.is_file())


class Clone:
    def __init__(self, path):
        self.path = path

    def git(self, *arguments, **options):
        return git(*arguments, cwd=self.path, **options).stdout.strip()

    def commit(self, files, message="Work"):
        for name, content in files.items():
            file = self.path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def commit_tree(self, *entries, parent=None):
        """A commit of a tree that no honest git would make: (mode, name, object) as raw bytes."""
        tree = self.object("tree", b"".join(b"%b %b\0%b" % (m, n, bytes.fromhex(o)) for m, n, o in entries))
        parents = ["-p", parent] if parent else []
        return self.git("commit-tree", tree, "-m", "Crafted", *parents)

    def object(self, kind, content):
        order = ["hash-object", "-t", kind, "-w", "--literally", "--stdin"]
        return git(*order, cwd=self.path, input=content, text=False).stdout.decode().strip()

    def push(self, *arguments):
        """What git said, and whether the push was taken."""
        arguments = arguments or ("origin", "HEAD:main")
        done = git("push", *arguments, cwd=self.path, check=False)
        return Said(done.stderr, done.returncode == 0)

    def noise(self, size):
        """Bytes that do not compress, always the same."""
        return random.Random(size).randbytes(size)

    def before_pushing(self, command):
        """Runs after the client has looked at the server's refs and before it sends anything."""
        hook = self.path / ".git/hooks/pre-push"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nunset GIT_DIR\n{command}\n")
        hook.chmod(0o755)

    def start_push(self):
        """A push that goes on while the test does something else."""
        order = ["git", "push", "origin", "HEAD:main"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(order, cwd=self.path, env=environment(self.path), text=True, **pipes)


class Said(str):
    def __new__(cls, text, taken):
        said = super().__new__(cls, " ".join(text.replace("remote:", "").split()))
        said.taken = taken
        return said


def git(*arguments, cwd, check=True, text=True, **options):
    order = ["git", "-c", "gc.auto=0", "-c", "init.defaultBranch=main", *map(str, arguments)]
    return subprocess.run(
        order,
        cwd=cwd,
        env=environment(cwd),
        check=check,
        text=text,
        capture_output=True,
        timeout=120,
        **options,
    )


def environment(home):
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{role}_NAME": "Ada" for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": "ada@example.org" for role in ("AUTHOR", "COMMITTER")},
    }


def processes_of(folder):
    """Processes whose working folder lies in `folder`: git's, while it works on a repository."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if process.resolve(strict=True).is_relative_to(folder):
                found.append(int(process.parent.name))
    return found


def wait_until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)
