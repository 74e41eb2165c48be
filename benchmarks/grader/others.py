"""Other ways to run the same programs: bare, in other sandboxes, and as other graders call the engine.

The call sequences of INGInious and Tango are written after their sources, without their code: how often a
client is made, what is asked before each call, how many containers a hand-in gets. Their polling is left out.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docker
from benchmarks.grader.work import Work
from grader import images

HOST = {"python3": "/usr/bin/python3", "gcc": "/usr/bin/gcc"}  # the same releases as in the images
HARDENED = {
    "network_mode": "none",
    "read_only": True,
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "mem_limit": "256m",
    "memswap_limit": "256m",
    "pids_limit": 64,
    "nano_cpus": 10**9,
    "user": "20001:20001",
}

Runner = Callable[[list[str], bytes, Path], bytes]


def _each(work: Work, run: Runner) -> None:
    """Build and run every case with `run`, and compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        work.put(folder)
        if work.build:
            run(work.build, b"", folder)
        for number in range(work.cases):
            _same(run(work.command, work.stdin(number), folder), work.expected(number))


def _same(got: bytes, expected: bytes) -> None:
    if got != expected:
        raise AssertionError(f"{got!r} is not {expected!r}")


def bare(work: Work) -> None:
    def run(command: list[str], stdin: bytes, folder: Path) -> bytes:
        words = [HOST.get(command[0], command[0]), *command[1:]]
        return subprocess.run(words, cwd=folder, input=stdin, capture_output=True, check=True).stdout

    _each(work, run)


def bubblewrap(work: Work) -> None:
    def run(command: list[str], stdin: bytes, folder: Path) -> bytes:
        wall = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev"]
        wall += ["--proc", "/proc", "--tmpfs", "/tmp", "--bind", str(folder), "/mnt", "--chdir", "/mnt"]
        words = [HOST.get(command[0], command[0]), *command[1:]]
        return subprocess.run([*wall, *words], input=stdin, capture_output=True, check=True).stdout

    _each(work, run)


def isolate(work: Work) -> None:
    init = ["isolate", "--cg", "--init"]
    place = Path(subprocess.run(init, check=True, capture_output=True, text=True).stdout.strip()) / "box"

    def run(command: list[str], stdin: bytes, folder: Path) -> bytes:
        words = [HOST.get(command[0], command[0]), *command[1:]]
        wall = ["isolate", "--cg", "--processes=64", "--time=2", "--silent", "--run", "--"]
        return subprocess.run([*wall, *words], input=stdin, capture_output=True, check=True).stdout

    try:
        work.put(place)
        if work.build:
            run(work.build, b"", place)
        for number in range(work.cases):
            _same(run(work.command, work.stdin(number), place), work.expected(number))
    finally:
        subprocess.run(["isolate", "--cg", "--cleanup"], check=True)


def container_per_case(work: Work) -> None:
    client = docker.from_env()

    def run(command: list[str], stdin: bytes, folder: Path) -> bytes:
        (folder / "stdin").write_bytes(stdin)
        words = ["sh", "-c", '"$@" <stdin', "sh", *command]
        return bytes(
            client.containers.run(
                images.tag(work.image), words, working_dir="/mnt", remove=True,
                volumes={str(folder): {"bind": "/mnt", "mode": "rw"}}, **HARDENED,
            )
        )  # fmt: skip

    _each(work, run)
    client.close()


def inginious(work: Work) -> None:
    """A grading container, and one student container for each program that it has run."""
    with tempfile.TemporaryDirectory() as name:
        mounts = {}
        for part in ("task", "sockets", "student", "course"):
            (Path(name) / part).mkdir()
            mounts[f"{name}/{part}"] = {"bind": f"/{part}", "mode": "rw"}
        grading = _begin(work, ["sleep", "60"], mounts, name)

        def run(command: list[str], stdin: bytes, folder: Path) -> bytes:
            (folder / "stdin").write_bytes(stdin)
            student = {str(folder): {"bind": "/mnt", "mode": "rw"}}
            words = ["sh", "-c", '"$@" <stdin >stdout', "sh", *command]
            container = _begin(work, words, student, name)
            _asked(container).wait()
            _asked(container).remove(v=True, force=True)
            return (folder / "stdout").read_bytes()

        _each(work, run)
        _asked(grading).remove(v=True, force=True)


def _begin(work: Work, command: list[str], mounts: dict[str, dict[str, str]], name: str) -> str:
    container = docker.from_env().containers.create(
        images.tag(work.image), command, working_dir="/mnt", volumes=mounts, network_mode="none",
        stdin_open=True, mem_limit="256m", memswap_limit="256m", mem_swappiness=0, oom_kill_disable=True,
        environment={"CONTAINER": Path(name).name},
    )  # fmt: skip
    _asked(container.id).attach_socket(params={"stdin": 1, "stdout": 1, "stderr": 0, "stream": 1})
    _asked(container.id).start()
    return str(container.id)


def _asked(container: str) -> docker.models.containers.Container:
    """A client of its own for each call, and an inspection before it."""
    return docker.from_env().containers.get(container)


def tango(work: Work) -> None:
    """One container by the command line, everything in it by one script."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        work.put(folder)
        steps = [" ".join(work.build)] if work.build else []
        for number in range(work.cases):
            (folder / f"in-{number}").write_bytes(work.stdin(number))
            steps.append(f"{' '.join(work.command)} <in-{number}")
        (folder / "script").write_text("\n".join(["set -e", "cd /mnt", *steps]))
        label = f"benchmark-{folder.name}"
        command = ["docker", "run", "--network", "none", "--name", label, "-v", f"{name}:/mnt"]
        script = "cp -r /mnt /var/tmp/work 2>/dev/null; su nobody -s /bin/sh -c 'sh /mnt/script'"
        done = subprocess.run(
            [*command, images.tag(work.image), "sh", "-c", script], capture_output=True, check=True
        )
        subprocess.run(["docker", "rm", "-f", label], capture_output=True, check=True)
        _same(done.stdout, b"".join(work.expected(number) for number in range(work.cases)))


def available() -> dict[str, Callable[[Work], None]]:
    """Those that this machine has, by title."""
    found: dict[str, Callable[[Work], None]] = {"bare processes": bare}
    if shutil.which("bwrap"):
        found["bubblewrap, each case"] = bubblewrap
    if shutil.which("isolate"):
        found["isolate --cg, each case"] = isolate
    return found


def of_the_engine() -> dict[str, Callable[[Work], None]]:
    found = {"a container for each case (docker-py)": container_per_case, "INGInious' calls": inginious}
    return found | ({"Tango's calls, without its poll": tango} if shutil.which("docker") else {})
