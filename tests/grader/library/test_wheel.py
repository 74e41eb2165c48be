"""The grader on a laptop: what `pip install .` puts there, with nothing of the site beside it."""

import json
import os
import re
import subprocess
import sys
import venv
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest

from grader import images
from grader.grading import Finished, grade
from grader.local_tree import read_tree
from grader.task import Task

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
TASK, WORK = HERE / "tasks" / "io", HERE / "samples" / "io-wrong"
SITE = ("django", "celery", "channels", "redis", "psycopg")
LOADED = """
import sys
import grader.cli
print([name for name in sys.argv[1:] if name in sys.modules])
"""


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    """The `bin` of an environment with the wheel and what the wheel asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("laptop")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
    install = [sys.executable, "-m", "pip", "--python", str(folder / "venv/bin/python"), "install"]
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*install, "--quiet", "--no-deps", str(wheel)], check=True)
    for name in needed("bitgoeul"):
        link(name, packages)
    return folder / "venv" / "bin"


def needed(name, found=()):
    """The distributions that `name` needs here without its extras, and what these need."""
    for line in requires(name) or []:
        other, marker = re.match(r"[\w.-]+", line)[0], line.partition(";")[2]
        if other in found or not applies(marker):
            continue
        found = needed(other, (*found, other))
    return found


def applies(marker):
    from pip._vendor.packaging.markers import Marker  # pip is what reads them on a laptop

    return not marker or Marker(marker).evaluate({"extra": ""})


def link(name, packages):
    """Let the environment see an installed distribution."""
    for top in {file.parts[0] for file in distribution(name).files} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(distribution(name).locate_file(top))


def run(laptop, *command, **variables):
    environment = {"PATH": "/usr/bin:/bin", "DOCKER_HOST": os.environ.get("DOCKER_HOST", ""), **variables}
    return subprocess.run(
        [laptop / command[0], *command[1:]],
        cwd=laptop,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
    )


def report_here(engine):
    *_, last = grade(Task.from_folder(TASK), read_tree(WORK), engine, seed=7)
    assert isinstance(last, Finished)
    return last.report.to_json()


def without_times(report):
    cases = [case | {"usage": None} for case in report["cases"]]
    return report | {"cases": cases, "seconds": None}


def test_the_grader_runs_without_the_site(laptop):
    done = run(laptop, "python", "-c", LOADED, *SITE)

    assert done.stderr == ""
    assert done.stdout == "[]\n"
    assert run(laptop, "python", "-c", "import django").returncode == 1


@pytest.mark.engine
def test_it_gives_the_same_report(engine, laptop):
    done = run(laptop, "grade", str(TASK), str(WORK), "--seed", "7", "--json")

    assert done.stderr == ""
    assert done.returncode == 1
    assert without_times(json.loads(done.stdout)) == without_times(report_here(engine))


def test_it_makes_the_same_images(laptop):
    script = "from grader import images; print(*map(images.tag, images.names()))"

    assert run(laptop, "python", "-c", script).stdout.split() == [images.tag(name) for name in images.names()]
