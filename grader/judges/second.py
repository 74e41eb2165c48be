"""The second box, for code of the task's author: opened when first needed, gone with the first one."""

from contextlib import ExitStack

from grader import images
from grader.images import ImageFault
from grader.sandbox import Box, BoxLimits, Engine, SandboxFault

from .author import MEMORY_MB

IMAGE = "python"  # where nothing else is said
LIMITS = BoxLimits(memory_mb=MEMORY_MB, processes=64)


class SecondBoxes:
    """One box per image. `beside` ends them together."""

    def __init__(self, engine: Engine, beside: ExitStack):
        self._engine, self._beside = engine, beside
        self._open: dict[str, Box] = {}

    def box(self, image: str = IMAGE) -> Box:
        """A box without network in which nothing of the hand-in has ever been. Raises SandboxFault."""
        if image not in self._open:
            try:
                digest = images.digest(image, self._engine.client)
            except ImageFault as fault:
                raise SandboxFault(str(fault)) from None
            opened = self._engine.box(image=digest, limits=LIMITS)
            self._open[image] = self._beside.enter_context(opened)
        return self._open[image]
