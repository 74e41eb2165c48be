"""A Docker engine of one's own, which a test may kill: own data, own sockets, own network namespace."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress

import docker
from tests.e2e.waiting import wait_for

START_SECONDS = 90


class Engine:
    def __init__(self, folder):
        self.folder = folder
        self.address = f"unix://{folder}/docker.sock"
        self.process = None

    def start(self, *options):
        """Under `unshare`: a second engine in one network namespace removes the bridge of the first."""
        command = ["unshare", "--net", "--mount", "dockerd", "--host", self.address, "--bridge", "none"]
        command += ["--data-root", f"{self.folder}/data", "--exec-root", f"{self.folder}/exec"]
        command += ["--pidfile", f"{self.folder}/pid", "--iptables=false", "--ip6tables=false", *options]
        environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
        # Where nobody reaps orphans, the process ids of killed ones still seem alive.
        for left in ("pid", "exec/containerd/containerd.pid"):
            (self.folder / left).unlink(missing_ok=True)
        log = (self.folder / "dockerd.log").open("ab")
        self.process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, start_new_session=True
        )
        wait_for(self.answers, seconds=START_SECONDS, what=(self.folder / "dockerd.log").read_text)

    def answers(self):
        with suppress(docker.errors.DockerException, OSError):
            return docker.APIClient(self.address, timeout=5).ping()
        return False

    def load(self, tag):
        """Take an image over from the ordinary engine."""
        image = docker.from_env().images.get(tag)
        docker.APIClient(self.address, timeout=300).load_image(image.save(named=True))

    def kill(self, sign=signal.SIGKILL):
        """End the engine and the containerd that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, sign)
        self.process.wait(60)

    def remove(self):
        """End everything, running containers too."""
        client = docker.APIClient(self.address, timeout=30)
        with suppress(docker.errors.DockerException, OSError):
            for container in client.containers(all=True):
                client.remove_container(container["Id"], force=True)
        self.kill(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)
