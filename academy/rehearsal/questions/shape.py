"""What of a question stays the same when it is asked again (its shape), and what changes (its values)."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.expressions import BaseExpression

Step = tuple[str, tuple[Any, ...], Mapping[str, Any]]  # a method of a QuerySet and what it was given
Leaf = Callable[[Any], Any]

COMPARING = frozenset({"filter", "exclude", "get", "update"})  # whose words are names and values
COLLECTIONS: Any = (list, tuple, set, frozenset, dict, range, type({}.keys()), type({}.values()))
LONGEST = 512  # values in one list
ESCAPED = ("__iexact",)  # values in which Django changes single characters


class Unplanned(Exception):
    """This question is left to Django."""


def shape_of(steps: Iterable[Step], values: list[Any]) -> Hashable:
    """The shape; what changes is added to `values`. Raises Unplanned."""
    return tuple(_shape_of_step(step, values) for step in steps)


def _shape_of_step(step: Step, values: list[Any]) -> Hashable:
    name, args, named = step
    if name in COMPARING:
        parts = [_shape(arg, values) for arg in args]
        return (name, *parts, *[(key, _named(key, value, values)) for key, value in named.items()])
    parts = [_fixed(arg, values) for arg in args]
    return (name, *parts, *[(key, _fixed(value, values)) for key, value in named.items()])


def _named(key: str, value: Any, values: list[Any]) -> Hashable:
    if key.endswith(ESCAPED):
        raise Unplanned
    if type(value) in STAND_INS:
        values.append(value)
        return type(value).__name__
    if isinstance(value, COLLECTIONS):
        if not key.endswith(("__in", "__range")) or len(value) > LONGEST:
            raise Unplanned
        return tuple([_shape(each, values) for each in padded(key, value)])
    return _shape(value, values)


def padded(key: str, value: Any) -> list[Any]:
    """Lists of two, four, eight … values, the last one again and again: fewer shapes, and the same answer."""
    listed = list(value)
    if not listed or not key.endswith("__in"):
        return listed
    size = 1 << (len(listed) - 1).bit_length()
    return listed + listed[-1:] * (size - len(listed))


def _shape(value: Any, values: list[Any]) -> Hashable:
    kind = type(value)
    if kind in STAND_INS:
        values.append(value)
        return kind.__name__
    if value is None or kind is bool:
        return (value,)
    if isinstance(value, Model | str):
        return _shape(_plain(value), values)
    return _shape_of_compound(value, values)


def _shape_of_compound(value: Any, values: list[Any]) -> Hashable:
    if isinstance(value, Q):
        return (value.connector, value.negated, *[_child(child, values) for child in value.children])
    if isinstance(value, BaseExpression | F):
        inner = _shape if isinstance(value, Value) else _fixed
        args, named = _made_of(value)
        return (
            type(value),
            *[inner(arg, values) for arg in args],
            *[(k, inner(v, values)) for k, v in named.items()],
        )
    if isinstance(value, QuerySet) and getattr(value, "steps", None) is not None:
        return (value.model, shape_of(value.steps, values))  # type: ignore[attr-defined]  # an Asking
    raise Unplanned


def _child(child: Any, values: list[Any]) -> Hashable:
    return (
        (child[0], _named(child[0], child[1], values)) if isinstance(child, tuple) else _shape(child, values)
    )


def _fixed(value: Any, values: list[Any]) -> Hashable:
    """Words that name fields or columns are part of the shape."""
    return value if isinstance(value, str) else _shape(value, values)


def _made_of(expression: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    try:
        args, named = expression._constructor_args  # which Django keeps for migrations
    except AttributeError:
        raise Unplanned from None
    return args, named


def _plain(value: Model | str) -> Any:
    """An object by its key, a choice by its word."""
    if isinstance(value, str):
        return str.__str__(value)
    if type(value.pk) not in STAND_INS:
        raise Unplanned
    return value.pk


# -- the same question about made-up values ------------------------------------------------------------

LONG_AFTER = datetime(2901, 1, 1, tzinfo=UTC)
STAND_INS: dict[type, Callable[[int], Any]] = {  # small enough for the smallest column of their kind
    int: lambda n: 20_011 + n,
    str: lambda n: f"?{n}?",
    float: lambda n: 20_011.5 + n,
    datetime: lambda n: LONG_AFTER + timedelta(seconds=n),
    date: lambda n: LONG_AFTER.date() + timedelta(days=n),
    UUID: lambda n: UUID(int=2**100 + n),
}


def stand_ins(values: Iterable[Any]) -> Iterator[Any]:
    """For each value another of its kind that occurs nowhere else."""
    for n, value in enumerate(values):
        yield STAND_INS[type(value)](n)


def replaced(step: Step, leaf: Leaf) -> Step:
    """The step with other values, taken in the order in which `shape_of` has met them."""
    name, args, named = step
    inner = _replaced if name in COMPARING else _but_words
    one: Callable[[str, Any], Any] = (
        _replaced_named(leaf) if name in COMPARING else lambda _k, v: inner(v, leaf)
    )
    return (
        name,
        tuple(inner(arg, leaf) for arg in args),
        {key: one(key, value) for key, value in named.items()},
    )


def _replaced_named(leaf: Leaf) -> Callable[[str, Any], Any]:
    def one(key: str, value: Any) -> Any:
        if isinstance(value, COLLECTIONS):
            return [_replaced(each, leaf) for each in padded(key, value)]
        return _replaced(value, leaf)

    return one


def _replaced(value: Any, leaf: Leaf) -> Any:
    if value is None or type(value) is bool:
        return value
    if type(value) in STAND_INS or isinstance(value, Model | str):
        return leaf(value)
    if isinstance(value, Q):
        children = [_replaced_child(child, leaf) for child in value.children]
        return Q.create(children, value.connector, value.negated)
    if isinstance(value, BaseExpression | F):
        inner = _replaced if isinstance(value, Value) else _but_words
        args, named = _made_of(value)
        return type(value)(
            *[inner(arg, leaf) for arg in args], **{k: inner(v, leaf) for k, v in named.items()}
        )
    return value.again(replaced(step, leaf) for step in value.steps)


def _replaced_child(child: Any, leaf: Leaf) -> Any:
    return (child[0], _replaced_named(leaf)(*child)) if isinstance(child, tuple) else _replaced(child, leaf)


def _but_words(value: Any, leaf: Leaf) -> Any:
    return value if isinstance(value, str) else _replaced(value, leaf)
