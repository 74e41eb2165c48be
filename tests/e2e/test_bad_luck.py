"""What happens to a run when a process or the engine dies in the middle of it."""

import io
import signal
import zipfile
from pathlib import Path

import httpx
import pytest

from grader import images
from tests.e2e.academy import academy_in
from tests.e2e.engine import Engine
from tests.e2e.waiting import wait_for

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("bad-luck")]

REFERENCE = Path(__file__).resolve().parent.parent.parent / "projects/curriculum/python-first-steps/reference"
SLOW = b"import time\ntime.sleep(1.5)\n"  # each case of the first exercise: time to strike in the middle
TO_THE_END = 150  # s: the lease of a dead worker, the next sweep, and the whole run on a busy machine

START_AND_TOKEN = """
from academy import journey
from academy.people import tokens
from academy.people.models import User
from projects.models import Project
user = User.objects.get(login="{login}")
journey.start(Project.objects.get(slug="python-first-steps"), by=user)
print(tokens.create(user, name="script", scope="write", days=1)[1])
"""
SEEN = """
from grader.models import Run
for run in Run.objects.order_by("pk"):
    cases = list(run.cases.values_list("stage", "name"))
    print(run.state, run.verdict, run.tries, len(cases) == len(set(cases)), len(cases))
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = Engine(tmp_path_factory.mktemp("engine"))
    engine.start()
    engine.load(images.tag("python"))
    yield engine
    engine.remove()


@pytest.fixture(scope="module")
def fragile(tmp_path_factory, prepared, engine):
    """An academy whose engine may be killed."""
    folder = tmp_path_factory.mktemp("fragile")
    with academy_in(folder, prepared, DOCKER_HOST=engine.address) as academy:
        yield academy


class Trainee:
    def __init__(self, academy, login):
        self.academy = academy
        secret = academy.shell(START_AND_TOKEN.format(login=login))
        self.client = httpx.Client(
            base_url=academy.url, headers={"authorization": f"Bearer {secret}"}, timeout=60
        )

    def hand_in_slow_work(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in REFERENCE.rglob("*.py"):
                slow = SLOW if path.name == "greet.py" else b""
                archive.writestr(str(path.relative_to(REFERENCE)), slow + path.read_bytes())
        answer = self.client.post(
            "/api/projects/python-first-steps/submissions", files={"archive": packed.getvalue()}
        )
        assert answer.status_code == 200, answer.text
        self.run = answer.json()["run"]

    def look(self):
        return self.client.get(f"/api/runs/{self.run}").json()

    def wait_for_the_first_case(self):
        wait_for(lambda: self.look()["cases"], seconds=TO_THE_END, what=self.academy.logs)

    def wait_for_the_verdict(self):
        return wait_for(lambda: self.look()["verdict"], seconds=TO_THE_END, what=self.academy.logs)


def seen(academy):
    """state, verdict, tries, whether every case was judged once, and how many, of the newest run."""
    state, verdict, tries, once, cases = academy.shell(SEEN).splitlines()[-1].split()
    return state, verdict, int(tries), once == "True", int(cases) > 10


def test_a_run_whose_worker_is_killed_is_graded_by_another_once(fragile):
    jiho = Trainee(fragile, "jiho")
    jiho.hand_in_slow_work()
    jiho.wait_for_the_first_case()

    if fragile.served:
        fragile.kill("worker")
        fragile.start_worker("second-worker")
    else:
        fragile.kill("web")
        fragile.start()

    assert jiho.wait_for_the_verdict() == "passed"
    assert seen(fragile) == ("done", "passed", 2, True, True)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_a_run_whose_engine_ends_is_graded_when_it_is_back(fragile, engine, sign):
    trainee = Trainee(fragile, {signal.SIGTERM: "yujin", signal.SIGKILL: "dohyun"}[sign])
    trainee.hand_in_slow_work()
    trainee.wait_for_the_first_case()

    engine.kill(sign)
    wait_for(lambda: fragile.readiness().get("grader") == "offline", seconds=60, what=fragile.logs)
    engine.start()

    assert trainee.wait_for_the_verdict() == "passed"
    assert seen(fragile) == ("done", "passed", 2, True, True)


def test_work_waits_while_there_is_no_engine(fragile, engine):
    engine.kill()
    wait_for(lambda: fragile.readiness().get("grader") == "offline", seconds=60, what=fragile.logs)
    minji = Trainee(fragile, "minji")
    minji.hand_in_slow_work()
    state = minji.look()["state"]

    engine.start()

    assert state == "queued"
    assert minji.wait_for_the_verdict() == "passed"
    assert seen(fragile) == ("done", "passed", 1, True, True)
