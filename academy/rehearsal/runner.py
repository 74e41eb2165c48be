"""Rehearsals side by side, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from typing import IO, Any, cast

from django.conf import settings

from .measures import SoFar
from .play import Script

Pipes = tuple[IO[str], IO[str], IO[str]]
Progress = Callable[[int, float, SoFar], None]  # which script, share done


class RehearsalFailed(Exception):
    """The process of a rehearsal ended without a result; the message is the end of what it said."""


def run_all(
    scripts: Sequence[Script], progress: Progress = lambda which, done, so_far: None
) -> list[dict[str, Any]]:
    """The results in the order of the scripts; `progress` is called here. Raises RehearsalFailed."""
    told: Queue[tuple[int, float, SoFar] | None] = Queue()
    with ThreadPoolExecutor(max_workers=len(scripts)) as pool:
        runs = [pool.submit(_run, script, which, told) for which, script in enumerate(scripts)]
        for run in runs:
            run.add_done_callback(lambda _run: told.put(None))
        ended = 0
        while ended < len(runs):
            if step := told.get():
                progress(*step)
            else:
                ended += 1
        return [run.result() for run in runs]


def _run(script: Script, which: int, told: Queue[tuple[int, float, SoFar] | None]) -> dict[str, Any]:
    command = [sys.executable, "-m", "academy.rehearsal"]
    with subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        talk, heard, trouble = cast(Pipes, (process.stdin, process.stdout, process.stderr))
        talk.write(json.dumps(script.to_json()))
        talk.close()
        for line in heard:
            word = json.loads(line)
            if "result" in word:
                return dict(word["result"])
            told.put((which, *word["done"]))
        raise RehearsalFailed(trouble.read()[-2000:])
