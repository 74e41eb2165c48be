"""A served academy of one's own: PostgreSQL, Redis, two engines, a worker on each, web and beat."""

import os
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import docker
from grader import images
from tests.e2e.academy import ROOT, free_port
from tests.e2e.engine import Engine

DISK_MB = 512  # of an engine: the Python image takes half of it
PATIENCE = 40  # seconds for a process that was told to end
LEASE = 8  # seconds; short, so that a drill takes minutes
CELERY = [sys.executable, "-m", "celery", "-A", "academy.config"]
WORKER = [*CELERY, "worker", "--pool", "threads", "--concurrency", "3", "-Q", "academy,grader"]


class Site:
    """Its processes by name: web, beat, worker-1, worker-2. `folder` may be removed afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.engines = {f"worker-{number}": Engine(self._sub(f"engine-{number}")) for number in (1, 2)}
        self.environment: dict[str, str] = {}
        self.stubborn: list[str] = []  # did not end when they were told to

    def start(self) -> None:
        self.environment = {
            **os.environ,
            **self._services("start"),
            "VAR_DIR": str(self._sub("var")),
            "SECRET_KEY": secrets.token_hex(),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "GRADER_LEASE": str(LEASE),
            "GRADER_GRACE": "2",
            "GRADER_BOXES_AHEAD": "1",
            "LOG_LEVEL": "WARNING",
        }
        image = b"".join(docker.from_env().images.get(images.tag("python")).save(named=True))
        for engine in self.engines.values():
            self._mount(engine.folder / "data")
            engine.start()
            docker.APIClient(engine.address, timeout=300).load_image(image)

    def start_processes(self) -> None:
        for name in ("web", "beat", *self.engines):
            self.spawn(name)

    def spawn(self, name: str) -> None:
        command: Sequence[str] = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        environment = dict(self.environment)
        if name == "beat":
            command = [*CELERY, "beat", "--schedule", str(self.folder / "beat")]
        elif name in self.engines:
            command = [*WORKER, "-n", f"{name}@%h"]
            environment["DOCKER_HOST"] = self.engines[name].address
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def end(self, name: str, sign: int = signal.SIGKILL) -> None:
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.stubborn.append(name)
            process.send_signal(signal.SIGUSR1)  # Celery then says what each thread does
            time.sleep(1)
            process.kill()
            process.wait(10)

    def kill_service(self, pid_file: str) -> None:
        pid = int((self.folder / "services" / pid_file).read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def restart_services(self) -> None:
        self._services("again")

    def boxes(self, name: str) -> list[dict[str, object]]:
        """The boxes that run on the engine of this worker."""
        client = docker.APIClient(self.engines[name].address, timeout=10)
        found: list[dict[str, object]] = client.containers(filters={"label": "bitgoeul.role=untrusted"})
        return found

    def fill_disk(self, name: str) -> None:
        with (self.engines[name].folder / "data" / "full").open("wb") as full, suppress(OSError):
            while True:
                full.write(bytes(1 << 20))

    def free_disk(self, name: str) -> None:
        (self.engines[name].folder / "data" / "full").unlink(missing_ok=True)

    def stop(self, *, keep_logs: bool) -> None:
        for name in list(self.processes):
            self.end(name, signal.SIGTERM)
        for engine in self.engines.values():
            with suppress(docker.errors.DockerException, OSError):
                engine.remove()
            subprocess.run(["umount", "--lazy", engine.folder / "data"], check=False)
        self._services("stop")
        if keep_logs:
            print(f"What the processes said is in {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _services(self, act: str) -> dict[str, str]:
        """The variables that scripts/services prints, when it starts."""
        command = ["scripts/services", act, str(self.folder / "services")]
        done = subprocess.run(command, cwd=ROOT, check=act != "stop", capture_output=True, text=True)
        words = [word for word in shlex.split(done.stdout) if "://" in word]
        return dict(word.split("=", 1) for word in words)

    def _mount(self, folder: Path) -> None:
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=711", "drill", str(folder)]
        subprocess.run(command, check=True)

    def _sub(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True)
        return folder
