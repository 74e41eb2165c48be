"""Values on their way to the C driver and back: packed by the type that a signature gives them."""

import struct
from collections.abc import Iterator, Sequence
from typing import Any

from .c_signature import CType, Function

NONE = 0xFFFFFFFF
MOST_ELEMENTS = 1 << 20


class Misfit(ValueError):
    """A value that its parameter cannot take."""


class Garbled(Exception):
    """Bytes that the driver would not have sent."""


def pack(function: Function, args: Sequence[Any]) -> bytes:
    """Raises Misfit."""
    if len(args) != len(function.parameters):
        raise Misfit(f"{function.name} takes {len(function.parameters)} arguments, not {len(args)}")
    parts = []
    for (name, kind), value in zip(function.parameters, args, strict=True):
        try:
            parts.append(_packed(kind, value))
        except (Misfit, TypeError, struct.error, OverflowError, AttributeError):
            raise Misfit(f"{name} is {kind.spelled}, and this value cannot be given to it") from None
    return b"".join(parts)


def _packed(kind: CType, value: Any) -> bytes:
    if kind.is_pointer and value is None:
        return NONE.to_bytes(4, "big")
    if kind.kind == "integer":
        return _integer(kind, value)
    if kind.kind == "real":
        return struct.pack(">d", value)
    if kind.kind == "numbers":
        plain = CType("real" if kind.letter == "f" else "integer", kind.size, kind.signed)
        return len(value).to_bytes(4, "big") + b"".join(_packed(plain, item) for item in value)
    if kind.kind == "texts":
        return len(value).to_bytes(4, "big") + b"".join(map(_memory, value))
    return _memory(value)


def _integer(kind: CType, value: Any) -> bytes:
    number = ord(value) if type(value) is str and kind.size == 1 else value
    if type(number) not in (int, bool):
        raise Misfit
    half = 1 << 8 * kind.size - 1
    least, most = (-half, half) if kind.signed else (0, 2 * half)
    if not least <= number < most:
        raise Misfit
    return int(number).to_bytes(8, "big", signed=kind.signed)


def _memory(value: Any) -> bytes:
    """Text goes with its NUL, bytes as they are."""
    content = value.encode() + b"\0" if type(value) is str else bytes(memoryview(value))
    return len(content).to_bytes(4, "big") + content


class Reader:
    """Takes values out of an answer. Raises Garbled."""

    def __init__(self, answer: bytes):
        self._rest = memoryview(answer)

    def take(self, size: int) -> bytes:
        if size > len(self._rest):
            raise Garbled
        taken, self._rest = bytes(self._rest[:size]), self._rest[size:]
        return taken

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "big")

    def end(self) -> None:
        if self._rest:
            raise Garbled

    def value(self, kind: CType) -> Any:
        """Of a result."""
        if kind.kind == "void":
            return None
        if kind.kind in ("bytes", "numbers"):
            return self._pointer(kind)
        return self.block(kind)

    def block(self, kind: CType) -> Any:
        """Of a parameter after the call: the memory that it points to."""
        if kind.kind == "integer":
            return int.from_bytes(self.take(8), "big", signed=kind.signed)
        if kind.kind == "real":
            return struct.unpack(">d", self.take(8))[0]
        if (count := self.number()) == NONE:
            return None
        if count > MOST_ELEMENTS << 1:
            raise Garbled
        if kind.kind == "texts":
            return [text(self.block(CType("text"))) for _ in range(count)]
        return list(self._numbers(kind, count)) if kind.kind == "numbers" else self.take(count)

    def _numbers(self, kind: CType, count: int) -> Iterator[Any]:
        plain = CType("real" if kind.letter == "f" else "integer", kind.size, kind.signed)
        return (self.block(plain) for _ in range(count))

    def _pointer(self, kind: CType) -> Any:
        match self.take(1):
            case b"N":
                return None
            case b"A":
                return (self.number(1), self.number())  # which pointer among the arguments, how far into it
            case b"M":
                return self.block(kind)
            case b"P":
                return POINTER
        raise Garbled


class Pointer:
    """A pointer to somewhere: equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "a pointer"


POINTER = Pointer()


def text(memory: bytes | None) -> str | None:
    """Bytes that are no UTF-8 become halves of surrogate pairs: equal to nothing that an author can write."""
    return None if memory is None else memory.decode("utf-8", "surrogateescape")
