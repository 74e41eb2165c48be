"""Plain Python data on its way to the driver and back, compared without running anything of the trainee.

As JSON, None, bool, str, list and small int stand for themselves; everything else is {"t": type, "v": value}.
"""

import base64
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

MOST_DEPTH = 80
SMALL = 1 << 62  # larger numbers travel as hexadecimal text
MOST_DIGITS = 100_000  # of such a text
DECIMAL = 10**4000  # Python refuses to write much longer numbers in decimal
MOST_ALIKE = 100  # keys of one mapping with the same hash


@dataclass(frozen=True)
class Code:
    """An expression that only the driver evaluates: an endless iterator, a large list."""

    text: str


@dataclass(frozen=True)
class Opaque:
    """Something that is no plain data. Equal to nothing but its own kind."""

    kind: str
    text: str


class Malformed(Exception):
    """An answer that the driver would not have sent: the code under judgement interfered."""


def encode(value: Any) -> Any:
    """Raises ValueError for what cannot travel."""
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return value if -SMALL < value < SMALL else {"t": "int", "v": hex(value)}
    if kind is list:
        return [encode(item) for item in value]
    if kind in _TO_JSON:
        return {"t": kind.__name__, "v": _TO_JSON[kind](value)}
    if kind is Code:
        return {"t": "python", "v": value.text}
    raise ValueError(f"a value of type {kind.__name__} cannot be given to a program or expected of one")


_TO_JSON: dict[type, Callable[[Any], Any]] = {
    float: float.hex,
    complex: lambda value: [value.real.hex(), value.imag.hex()],
    bytes: lambda value: base64.b64encode(value).decode(),
    tuple: lambda value: [encode(item) for item in value],
    set: lambda value: _sorted([encode(item) for item in value]),
    frozenset: lambda value: _sorted([encode(item) for item in value]),
    dict: lambda value: [[encode(key), encode(item)] for key, item in value.items()],
}


def _sorted(items: list[Any]) -> list[Any]:
    return sorted(items, key=json.dumps)


def parse(answer: bytes) -> dict[str, Any]:
    """Read one answer. Raises Malformed."""
    try:
        data = json.loads(answer.decode("utf-8", "surrogatepass"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Malformed("The answer is no JSON.") from None
    if not isinstance(data, dict):
        raise Malformed("The answer is no mapping.")
    return data


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def decode(data: Any, depth: int = 0) -> Any:
    """The value of exactly the builtin types that was encoded. Raises Malformed."""
    if depth > MOST_DEPTH:
        raise Malformed("The value is nested too deep.")
    if data is None or type(data) in (bool, int, str):
        return data
    if type(data) is list:
        return [decode(item, depth + 1) for item in data]
    if type(data) is not dict or data.keys() - {"t", "v", "kind"}:
        raise Malformed("A value is of no known kind.")
    try:
        return _FROM_JSON[data["t"]](data, depth + 1)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        raise Malformed("A value is of no known kind.") from None


def _items(data: Any, depth: int) -> Iterator[Any]:
    return (decode(item, depth) for item in data["v"])


def _pairs(data: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    keys, items = zip(*data["v"], strict=True) if data["v"] else ((), ())
    decoded = [decode(key, depth) for key in keys]
    return zip(_hashable(decoded), (decode(item, depth) for item in items), strict=True)


def _hashable(keys: Iterable[Any]) -> list[Any]:
    """Keys of a set or mapping. Numbers chosen to fall into the same place would keep us busy for hours."""
    listed = list(keys)
    if len(listed) > MOST_ALIKE and max(Counter(map(hash, listed)).values()) > MOST_ALIKE:
        raise Malformed("Too many keys have the same hash.")
    return listed


def _integer(data: Any, depth: int) -> int:
    if len(data["v"]) > MOST_DIGITS:
        raise Malformed("A number has too many digits.")
    return int(data["v"], 16)


_FROM_JSON: dict[str, Callable[[Any, int], Any]] = {
    "int": _integer,
    "float": lambda data, depth: float.fromhex(data["v"]),
    "complex": lambda data, depth: complex(*map(float.fromhex, data["v"])),
    "bytes": lambda data, depth: base64.b64decode(data["v"], validate=True),
    "tuple": lambda data, depth: tuple(_items(data, depth)),
    "set": lambda data, depth: set(_hashable(_items(data, depth))),
    "frozenset": lambda data, depth: frozenset(_hashable(_items(data, depth))),
    "dict": lambda data, depth: dict(_pairs(data, depth)),
    "object": lambda data, depth: Opaque(str(data["kind"])[:80], str(data["v"])[:200]),
}


def same(got: Any, expected: Any, *, tolerance: float = 0.0) -> bool:
    return next(differences(got, expected, tolerance=tolerance), None) is None


def differences(got: Any, expected: Any, *, tolerance: float = 0.0, at: str = "") -> Iterator[str]:
    """Where two values differ, as Python indices. Strict about types: True is not 1, 1 is not 1.0."""
    if type(got) is not type(expected):
        yield at
    elif isinstance(got, list | tuple):
        for number, (mine, wanted) in enumerate(zip_longest(got, expected, fillvalue=_ABSENT)):
            yield from differences(mine, wanted, tolerance=tolerance, at=f"{at}[{number}]")
    elif isinstance(got, dict):
        for key in [*expected, *(key for key in got if key not in expected)]:
            mine, wanted = got.get(key, _ABSENT), expected.get(key, _ABSENT)
            yield from differences(mine, wanted, tolerance=tolerance, at=f"{at}[{written(key)}]")
    elif not (_near(got, expected, tolerance) if isinstance(got, float) else got == expected):
        yield at


class _Absent:
    """Stands where one side has nothing."""


_ABSENT = _Absent()


def _near(got: float, expected: float, tolerance: float) -> bool:
    if math.isnan(got) or math.isnan(expected):
        return math.isnan(got) and math.isnan(expected)
    return got == expected or abs(got - expected) <= tolerance * max(1.0, abs(expected))


def has_code(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(has_code, value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return any(map(has_code, value))
    return isinstance(value, Code)


def written(value: Any) -> str:
    """A value as one would write it in Python."""
    if isinstance(value, Code | Opaque):
        return value.text
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(written, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{written(key)}: {written(item)}' for key, item in value.items())}}}"
    if isinstance(value, set | frozenset) and value:
        inside = ", ".join(sorted(map(written, value)))
        return f"{{{inside}}}" if isinstance(value, set) else f"frozenset({{{inside}}})"
    if isinstance(value, int) and abs(value) >= DECIMAL:
        return hex(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f"float({str(value)!r})"
    return repr(value)
