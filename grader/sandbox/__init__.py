"""The sandbox: one container per submission, in which nothing is believed and after which nothing is left.

Knows neither Django nor tests nor verdicts. `Engine` opens a `Box`, the box runs programs and tells how they
ended.
"""

from .box import Box, BoxFull, Fetched, Files
from .ended import Ended
from .engine import Engine, EngineState
from .fault import OutOfMemory, SandboxFault
from .hardening import BoxLimits
from .running import OutOfStep, RunLimits

__all__ = [
    "Box",
    "BoxFull",
    "BoxLimits",
    "Ended",
    "Engine",
    "EngineState",
    "Fetched",
    "Files",
    "OutOfMemory",
    "OutOfStep",
    "RunLimits",
    "SandboxFault",
]
