"""Every attack of the public corpus, in every kind that it is for, against the walls of today."""

from pathlib import Path

import pytest

from grader import images, judges
from grader.attacks import DOORS, Ground, WatchedEngine, corpus, export
from grader.attacks.leftovers import leftovers
from grader.sandbox import BoxLimits

ROOT = Path(__file__).parents[2] / "attacks"
CORPUS = corpus(ROOT)
EVERY = [pytest.param(attack, kind, id=f"{attack.name}-{kind}") for attack in CORPUS for kind in attack.kinds]


@pytest.fixture(scope="module")
def ground(engine):
    return Ground(WatchedEngine(boot="attacks", worker="attacks"))


@pytest.mark.engine
@pytest.mark.parametrize(("attack", "kind"), EVERY)
def test_attack_gets_its_outcome_and_harms_nobody(ground, attack, kind):
    tried = ground.try_attack(attack, kind)

    assert tried.faults == (), tried


AHEAD = ("deny-everybody-killed", "deny-daemon", "deny-memory", "leak-other-processes", "forge-after-the-end")


@pytest.mark.engine
@pytest.mark.parametrize("attack", [one for one in CORPUS if one.name in AHEAD], ids=lambda one: one.name)
def test_boxes_that_stand_ready_change_nothing(attack):
    ground = Ground(WatchedEngine(boot="attacks-ahead", worker="attacks-ahead"), ahead=2)

    tried = ground.try_attack(attack, attack.kinds[0])

    assert tried.faults == (), tried
    assert ground.engine.ready == []


def test_every_kind_of_stage_is_attacked():
    pairs = [(attack, kind) for attack in CORPUS for kind in attack.kinds if kind not in DOORS]
    attacked = {type(stage) for attack, kind in pairs for stage in attack.task(kind).stages}

    assert attacked == set(judges.JUDGES)


@pytest.mark.engine
def test_the_engine_lives_after_all_of_them(ground):
    assert ground.engine.ping().answers


@pytest.mark.engine
def test_what_a_box_leaves_is_found(ground, monkeypatch):
    monkeypatch.setattr("grader.attacks.leftovers.PATIENCE", 0.0)
    with ground.engine.box(image=images.digest("python", ground.engine.client), limits=BoxLimits(64, 4)):
        found = leftovers(ground.engine)

    assert {what.split()[0] for what in found} >= {"container"}


def test_the_corpus_is_large_and_has_every_class():
    assert len(CORPUS) >= 250
    assert {attack.about.attack_class for attack in CORPUS} == set("FLEDG")
    assert len({attack.about.title for attack in CORPUS}) == len(CORPUS)


def test_a_row_of_the_catalogue_that_can_be_tried_is_tried():
    elsewhere = {13, 17, 18, 39, 48, *range(50, 55)}  # docs/attack-corpus.md says where

    assert {attack.about.row for attack in CORPUS if attack.about.row} == set(range(1, 50)) - elsewhere


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
