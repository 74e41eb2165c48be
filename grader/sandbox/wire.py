"""Frames to and from the first process of a box, over the socket that the engine attached to it."""

import select
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from .fault import SandboxFault

MOST_FRAME = 16 << 20
STDOUT, STDERR = 1, 2  # the engine's own numbering of the streams it mixes
_ENGINE_HEAD = struct.Struct(">BxxxI")
_FRAME_HEAD = struct.Struct(">Ic")

Frame = tuple[bytes, bytes]


class Broken(SandboxFault):
    """A box that did not do what it promised. `wire` is the one to it."""

    wire: "Wire | None" = None


class WireCut(Broken):
    """The box does not speak any more."""


class Late(Broken):
    """The box did not answer in time."""


class Wire:
    """Sends only while it waits for an answer, so that neither side can block the other."""

    def __init__(self, attached: Any):
        self._attached = attached  # docker-py closes the connection when this object goes
        self._socket: socket.socket = getattr(attached, "_sock", attached)
        self._socket.setblocking(False)
        self._poll = select.poll()
        self._out, self._in, self._frames = bytearray(), bytearray(), bytearray()
        self.trouble = bytearray()  # what the first process wrote to stderr: it has no reason to

    def send(self, kind: bytes, payload: bytes = b"") -> None:
        self._out += _FRAME_HEAD.pack(len(payload) + 1, kind) + payload

    def receive(self, deadline: float) -> Frame:
        """The next frame. `deadline` is of time.monotonic(). Raises WireCut or Late."""
        try:
            while True:
                for frame in self._complete():
                    return frame
                self._exchange(deadline)
        except Broken as fault:
            fault.wire = self
            raise

    @property
    def quiet(self) -> bool:
        """Whether the box neither hung up nor said anything, while nothing is expected of it."""
        return not self._frames and not select.select([self._socket], [], [], 0)[0]

    def close(self) -> None:
        """The box sees the end of its stdin and ends."""
        with suppress(OSError):  # the engine may have been faster
            self._socket.shutdown(socket.SHUT_RDWR)
        self._attached.close()
        self._socket.close()

    def _complete(self) -> Iterator[Frame]:
        if len(self._frames) < _FRAME_HEAD.size:
            return
        length, kind = _FRAME_HEAD.unpack_from(self._frames)
        if not 1 <= length <= MOST_FRAME:
            raise WireCut("The box sent a frame of an impossible size.")
        end = 4 + length
        if len(self._frames) >= end:
            payload = bytes(self._frames[_FRAME_HEAD.size : end])
            del self._frames[:end]
            yield kind, payload

    def _exchange(self, deadline: float) -> None:
        """Move bytes in whichever direction they go first."""
        self._poll.register(self._socket, select.POLLIN | (select.POLLOUT if self._out else 0))
        ready = self._poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        if not ready:
            raise Late("The box did not answer in time.")
        ((_file, found),) = ready
        try:
            if found & select.POLLOUT:
                del self._out[: self._socket.send(self._out[:262144])]
            if found & ~select.POLLOUT:  # also when the other side is gone
                self._take(self._socket.recv(262144))
        except BlockingIOError:
            return
        except OSError as error:
            raise WireCut(f"The connection to the box broke: {error}.") from None

    def _take(self, received: bytes) -> None:
        if not received:
            raise WireCut("The box ended.")
        self._in += received
        while len(self._in) >= _ENGINE_HEAD.size:
            stream, length = _ENGINE_HEAD.unpack_from(self._in)
            end = _ENGINE_HEAD.size + length
            if len(self._in) < end:
                return
            into = self._frames if stream == STDOUT else self.trouble
            into += self._in[_ENGINE_HEAD.size : end]
            del self._in[:end]
            del self.trouble[2000:]
