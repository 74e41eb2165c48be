"""The short form of the drill: one fault of each kind, and every hand-in has its one right verdict."""

import os
import subprocess
import sys

import pytest

from tests.e2e.academy import ROOT

pytestmark = [
    pytest.mark.engine,
    pytest.mark.postgres,
    pytest.mark.skipif(os.geteuid() != 0, reason="starts engines and mounts a small disk: needs root"),
]


def test_whatever_dies_every_submission_gets_its_one_right_verdict():
    command = [sys.executable, "-m", "benchmarks.drill", "--submissions", "25", "--short"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
