"""Every attack of the public corpus, in every kind that it is for, against the walls of today."""

import os
import re
import threading
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from grader import images, judges
from grader.attacks import DOORS, TASKS, Ground, Neighbour, WatchedEngine, corpus, export
from grader.attacks.leftovers import leftovers
from grader.sandbox import BoxLimits

ROOT = Path(__file__).parents[2] / "attacks"
CORPUS = corpus(ROOT)
CATALOGUE = Path(__file__).parents[3] / "docs" / "attack-corpus.md"
BOXED = [(attack, kind) for attack in CORPUS for kind in attack.kinds if kind not in DOORS]
EVERY = [pytest.param(attack, kind, id=f"{attack.name}-{kind}") for attack in CORPUS for kind in attack.kinds]
KINDS = {kind: attack for attack, kind in BOXED}  # each with one of its attacks
SPARE = 40  # descriptors and threads more than at first: each client of the engine keeps ten connections


@pytest.fixture(scope="module")
def neighbour(engine):
    with closing(Neighbour(WatchedEngine(worker="neighbour"), ROOT / TASKS)) as neighbour:
        yield neighbour


@pytest.fixture(scope="module")
def ground(neighbour):
    ground = Ground(WatchedEngine(boot="attacks", worker="attacks"), neighbour)
    neighbour.open()
    ground.before = _kept()
    return ground


def _kept():
    """What this process, which is the worker here, holds open."""
    return len(os.listdir("/proc/self/fd")) + threading.active_count()


@pytest.mark.engine
@pytest.mark.parametrize(("attack", "kind"), EVERY)
def test_attack_gets_its_outcome_and_harms_nobody(ground, attack, kind):
    tried = ground.try_attack(attack, kind)

    assert tried.faults == (), tried


@pytest.mark.engine
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_honest_work_passes_after_all_of_them(ground, kind):
    assert ground.honest_work(KINDS[kind], kind).verdict == "passed"


@pytest.mark.engine
def test_engine_and_worker_live_after_all_of_them(ground):
    assert ground.engine.ping().answers
    assert _kept() <= ground.before + SPARE


@pytest.mark.engine
def test_the_neighbour_leaves_nothing_behind(neighbour):
    neighbour.close()

    assert leftovers(neighbour.engine) == []


# Where it matters that a box was made before anybody asked, or where its programs come from.
AHEAD = {
    ("deny-everybody-killed", "io"),
    ("deny-everybody-killed", "copied"),
    ("deny-daemon", "copied"),
    ("deny-memory", "io"),
    ("leak-other-processes", "io"),
    ("leak-memory-of-the-first-process", "copied"),
    ("forge-after-the-end", "io"),
    ("forge-the-next-copy", "copied"),
    ("forge-a-player-of-the-next-game", "dialogue"),
    ("leak-the-network-of-the-client", "service"),
}


@pytest.mark.engine
@pytest.mark.parametrize(
    ("attack", "kind"),
    [pytest.param(a, kind, id=f"{a.name}-{kind}") for a, kind in BOXED if (a.name, kind) in AHEAD],
)
def test_boxes_that_stand_ready_change_nothing(neighbour, attack, kind):
    ground = Ground(WatchedEngine(boot="attacks-ahead", worker="attacks-ahead"), neighbour, ahead=2)

    tried = ground.try_attack(attack, kind)

    assert tried.faults == (), tried
    assert ground.engine.ready == []


def test_every_kind_of_stage_is_attacked():
    attacked = {type(stage) for attack, kind in BOXED for stage in attack.task(kind).stages}

    assert attacked == set(judges.JUDGES)


@pytest.mark.engine
def test_what_a_box_leaves_is_found(ground, monkeypatch):
    monkeypatch.setattr("grader.attacks.leftovers.PATIENCE", 0.0)
    with ground.engine.box(image=images.digest("python", ground.engine.client), limits=BoxLimits(64, 4)):
        found = leftovers(ground.engine)

    assert {what.split()[0] for what in found} >= {"container"}


def test_the_corpus_is_large_and_has_every_class():
    assert len(CORPUS) >= 310
    assert {attack.about.attack_class for attack in CORPUS} == set("FLEDG")
    assert len({attack.about.title for attack in CORPUS}) == len(CORPUS)


def test_a_row_of_the_catalogue_that_can_be_tried_is_tried():
    elsewhere = {13, 17, 18, 39, 48, *range(50, 55)}  # docs/attack-corpus.md says where

    assert {attack.about.row for attack in CORPUS if attack.about.row} == set(range(1, 50)) - elsewhere


def test_the_catalogue_names_for_each_row_what_tries_it():
    rows = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", CATALOGUE.read_text(), re.MULTILINE)
    named = {(int(row), name) for row, cell in rows for name in re.findall("`([a-z0-9-]+)`", cell)}

    assert [int(row) for row, _ in rows] == list(range(1, 55))
    assert named <= {(one.about.row, one.name) for one in CORPUS}


def test_an_attack_can_be_taken_to_another_grader(tmp_path):
    attacks = [one for one in CORPUS if one.name in ("leak-environment", "escape-zip-link")]

    export([(a, kind) for a in attacks for kind in a.kinds if kind in ("io", "call", "archive")], tmp_path)

    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        "io/leak-environment/attack.py",
        "io/leak-environment/main.py",
        "call/leak-environment/attack.py",
        "call/leak-environment/tools.py",
        "archive/escape-zip-link/upload",
    }


def test_a_site_that_does_not_answer_after_an_attack_is_told():
    said = StringIO()

    with pytest.raises(CommandError, match="1 of 1 attacks got through"):
        call_command("attack_corpus", "escape-zip-link", site="http://127.0.0.1:9", stdout=said)

    assert "the site does not answer: <urlopen error [Errno 111] Connection refused>" in said.getvalue()
