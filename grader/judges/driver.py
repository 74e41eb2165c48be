"""The talk with a driver in the box: one question, one answer, in step."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from grader.sandbox import Ended, OutOfStep, RunLimits

from . import values
from .bench import Bench
from .stage import Limits

PYTHON = ("python3", "-I", "-B", "/usr/local/lib/bitgoeul/python_driver.py")
MOST_ANSWER = 4 << 20  # bytes, beyond what the program may print


class Disturbed(Exception):
    """Something else than the driver answered, or it answered out of turn."""


class Silent(Exception):
    """The program ended instead of answering."""


class Driver:
    def __init__(self, bench: Bench, limits: Limits):
        run = limits.of_run()
        bench.box.limit_memory(limits.memory_mb)
        roomy = RunLimits(run.cpu_seconds, run.wall_seconds, run.output_bytes + MOST_ANSWER)
        self._program = bench.box.start(PYTHON, limits=roomy)

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Raises Disturbed or Silent."""
        name = secrets.token_hex(8)  # an answer written ahead cannot know it
        sent = json.dumps({**question, "id": name}).encode("utf-8", "surrogatepass")
        try:
            answer = self._program.ask(sent, most=MOST_ANSWER)
            if answer is None:
                raise Silent
            data = values.parse(answer)
        except (OutOfStep, values.Malformed):
            raise Disturbed from None
        if data.get("id") != name:
            raise Disturbed
        return data

    def stop(self) -> Ended:
        self._program.kill()
        return self.wait()

    def wait(self) -> Ended:
        return self._program.wait()
