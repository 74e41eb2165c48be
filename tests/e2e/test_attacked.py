"""A site, its worker and their engine go on while the engine's machine is under attack."""

import json

import pytest

BOMBS = ("deny-fork-bomb", "deny-memory", "deny-everybody-killed")


@pytest.mark.engine
def test_site_and_worker_live_while_their_engine_is_attacked(academy):
    said = academy.manage("attack_corpus", "--site", academy.url, "--kind", "io", "--json", *BOMBS)

    assert [(one["attack"], one["held"]) for one in map(json.loads, said.splitlines())] == [
        (name, True) for name in sorted(BOMBS)
    ]
