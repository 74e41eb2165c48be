"""The second box, for code of the task's author: opened when first needed, gone with the first one."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from grader import images
from grader.images import ImageFault
from grader.sandbox import Box, BoxLimits, Engine, OutOfMemory, SandboxFault

from .author import MEMORY_MB, AuthorFault

IMAGE = "python"  # where nothing else is said
LIMITS = BoxLimits(memory_mb=MEMORY_MB, processes=64)


class SecondBoxes:
    """At most one box of each use. `beside` ends them together, before the first one."""

    def __init__(self, engine: Engine, beside: ExitStack, first: Box):
        self._engine, self._beside, self._first = engine, beside, first
        self._open: dict[tuple[str, str], Box] = {}

    def box(self, image: str = IMAGE) -> Box:
        """A box without network in which nothing of the hand-in has ever been. Raises SandboxFault."""
        return self._opened(image, network_of="")

    def client(self, image: str = IMAGE) -> Box:
        """The same in the network of the first box, which has no way out. Raises SandboxFault."""
        return self._opened(image, network_of=self._first.name)

    def _opened(self, image: str, network_of: str) -> Box:
        if (image, network_of) not in self._open:
            try:
                digest = images.digest(image, self._engine.client)
            except ImageFault as fault:
                raise SandboxFault(str(fault)) from None
            opened = _ours(self._engine.box(image=digest, limits=LIMITS, network_of=network_of))
            self._open[image, network_of] = self._beside.enter_context(opened)
        return self._open[image, network_of]


@contextmanager
def _ours(opened: AbstractContextManager[Box]) -> Iterator[Box]:
    """What starves this box is no work of a trainee's."""
    try:
        with opened as box:
            yield box
    except OutOfMemory as starved:
        raise AuthorFault(f"The author's code needs more memory than its box has. {starved}") from None
