"""The images of the boxes: built here from `docker/grader/`, never pulled ready-made.

An image carries the stamp of everything it was made from in its tag, so an unchanged one is found in no time.
`python -m grader.images [--only NAME]` builds what is missing.
"""

import argparse
import hashlib
import io
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from docker.errors import APIError, DockerException, ImageNotFound
from requests.exceptions import RequestException

import docker

from .sandbox import Engine, SandboxFault

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = Path(__file__).resolve().parent / "image_sources"  # where scripts/wheel.py puts them
FOLDER = INSTALLED if INSTALLED.exists() else ROOT / "docker" / "grader"
BASE = "debian:bookworm-slim"
SHARED = {  # for every image that copies them
    "init": FOLDER / "init",
    "warm": FOLDER / "warm",
    "drivers": ROOT / "grader" / "drivers",
}
PYTHON_INSIDE = "3.11"  # of the base; the wheels are chosen for it
LABEL = "bitgoeul.stamp"

Say = Callable[[str], None]


class ImageFault(Exception):
    """An image cannot be had. The message tells the operator what to do."""


def names() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/Dockerfile"))


@cache
def tag(name: str) -> str:
    """Where the image of today's sources is found. Raises ImageFault for an unknown name."""
    if name not in names():
        raise ImageFault(f"There is no image {name!r}; there are: {', '.join(names())}.")
    stamp = hashlib.sha256(BASE.encode())
    for path, content in _sources(name):
        stamp.update(f"\0{path}\0{len(content)}\0".encode() + content)
    return f"bitgoeul/grader-{name}:{stamp.hexdigest()[:12]}"


def digest(name: str, client: docker.APIClient) -> str:
    """The id of the built image, which names its content. Raises ImageFault when it cannot be had."""
    try:
        return str(client.inspect_image(tag(name))["Id"])
    except ImageNotFound:
        raise ImageFault(f"The image {name!r} is not built. Run: python -m grader.images") from None
    except (DockerException, RequestException) as error:
        raise ImageFault(f"The engine could not be asked for the image {name!r}: {error}.") from error


def remembered(name: str, engine: Engine) -> str:
    """`digest`, asked once: what the tag of an image names changes only when the engine loses it."""
    known = engine.image_ids.get(tag(name))
    if known is None:
        known = engine.image_ids[tag(name)] = digest(name, engine.client)
    return known


def build(name: str, say: Say, client: docker.APIClient) -> str:
    """Build an image unless it is there already. Returns its id. Raises ImageFault."""
    try:
        return digest(name, client)
    except ImageFault:
        ensure_base(say, client)
    say(f"{name}: building {tag(name)}")
    with tempfile.TemporaryFile() as context:
        _pack(name, into=context, say=say)
        _follow(
            client.build(
                fileobj=context,
                custom_context=True,
                tag=tag(name),
                labels={LABEL: tag(name).rpartition(":")[2]},
                buildargs={"BASE": BASE},
                rm=True,
                forcerm=True,
                decode=True,
                timeout=1800,
            ),
            name=name,
            say=say,
        )
    return digest(name, client)


def ensure_base(say: Say, client: docker.APIClient) -> None:
    """Have the base image: there already, pulled, or made here under the same tag. Raises ImageFault."""
    try:
        client.inspect_image(BASE)
        return
    except ImageNotFound:
        say(f"base: pulling {BASE}")
    repository, _, version = BASE.partition(":")
    try:
        for line in client.pull(repository, tag=version, stream=True, decode=True):
            if "error" in line:
                raise APIError(line["error"])
    except (APIError, RequestException):
        say(
            "base: no registry answers, making it from the packages of the distribution (about half a minute)"
        )
        _make_base(repository, version, client)


def _make_base(repository: str, version: str, client: docker.APIClient) -> None:
    suite = version.partition("-")[0]
    with tempfile.TemporaryDirectory() as folder:
        tar = Path(folder) / "base.tar"
        command = ["mmdebstrap", "--quiet", "--variant=minbase", suite, str(tar)]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            raise ImageFault(
                f"No registry answers and mmdebstrap is missing. Install mmdebstrap, or docker load {BASE}."
            ) from None
        except subprocess.CalledProcessError as error:
            last = (error.stderr.strip().splitlines() or ["no message"])[-1]
            raise ImageFault(f"No registry answers and mmdebstrap could not make {BASE}: {last}") from None
        client.import_image_from_file(str(tar), repository=repository, tag=version)


def _sources(name: str) -> Iterator[tuple[str, bytes]]:
    """Everything an image is made from but the wheels, which the lock file names by hash."""
    recipe = (FOLDER / name / "Dockerfile").read_text()
    used = {f"{prefix}/": path for prefix, path in SHARED.items() if f"COPY {prefix}/" in recipe}
    for prefix, folder in {"": FOLDER / name, **used}.items():
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and inside.parts[0] not in ("wheels", "__pycache__"):
                yield f"{prefix}{inside.as_posix()}", path.read_bytes()


def _pack(name: str, *, into: Any, say: Say) -> None:
    with tarfile.open(fileobj=into, mode="w") as context:
        for path, content in _sources(name):
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            context.addfile(entry, io.BytesIO(content))
        if (FOLDER / name / "requirements.lock").exists():
            context.add(_wheels(name, say), arcname="wheels")
    into.seek(0)


def _wheels(name: str, say: Say) -> Path:
    """Download what the lock file names, on this side: not every network lets a build out."""
    lock, machine = FOLDER / name / "requirements.lock", platform.machine()
    stamp = hashlib.sha256(lock.read_bytes() + machine.encode()).hexdigest()[:12]
    store = _cache() / name / "wheels"
    folder, partly = store / stamp, store / f"{stamp}-{os.getpid()}"
    if folder.exists():
        return folder
    say(f"{name}: downloading the tools that {lock.name} names")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--python-version", PYTHON_INSIDE, "--dest", str(partly)]
    command += ["--requirement", str(lock)]
    for kind in ("manylinux_2_17", "manylinux2014", "manylinux_2_28"):
        command += ["--platform", f"{kind}_{machine}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise ImageFault(f"The tools of the image {name!r} could not be downloaded: {last}")
    with suppress(OSError):  # somebody else was faster
        partly.rename(folder)
    return folder


def _cache() -> Path:
    """Beside the sources, or in the home where those belong to an installation."""
    return Path.home() / ".cache" / "bitgoeul" if FOLDER == INSTALLED else FOLDER


def _follow(lines: Iterator[dict[str, Any]], *, name: str, say: Say) -> None:
    """Tell each step as it begins; when one fails, tell what it said last."""
    said = ""
    for line in lines:
        text = " ".join(line.get("stream", "").split())
        if text.startswith("Step "):
            say(f"{name}: {text[:90]}")
        said = text or said
        if "error" in line:
            raise ImageFault(f"The image {name!r} could not be built: {line['error']} Before that: {said}")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m grader.images", description="Build the images of the boxes."
    )
    parser.add_argument("--only", choices=names(), help="build this one alone")
    only: str | None = parser.parse_args().only
    begun = time.monotonic()

    def say(what: str) -> None:
        print(f"[{time.monotonic() - begun:6.1f} s] {what}", flush=True)

    try:
        client = Engine().client
        for name in [only] if only else names():
            say(f"{name}: ready as {build(name, say, client)[:19]}")
    except (ImageFault, SandboxFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
