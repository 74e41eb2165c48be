"""Our own failure."""


class SandboxFault(Exception):
    """The engine is gone, a box died without cause, a promise was broken: never the trainee's fault.

    The message is a sentence for staff. The run is tried again and never counted.
    """


class OutOfMemory(SandboxFault):
    """The programs of a box took its memory to the last page: its first process died of it, or what they left
    fills more than the next program may have."""

    def __init__(self, message: str, *, box: str):
        super().__init__(message)
        self.box = box  # its name
