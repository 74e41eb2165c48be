"""A question as SQL with places for the values that change."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from .shape import STAND_INS, Unplanned

Encoder = Callable[[Any], Any]


class Plan:
    """SQL, its parameters, and which of them is which value."""

    def __init__(self, made: tuple[str, Sequence[Any]], values: Sequence[Any]) -> None:
        """`made` is what Django made for the stand-ins of `values`. Raises Unplanned when one is lost."""
        self.sql, self.params = made[0], list(made[1])
        encoders = _encoders()
        known = {_encoded(STAND_INS[type(value)](n), encoders): n for n, value in enumerate(values)}
        self.places = [
            (place, known[param], encoders.get(type(values[known[param]])))
            for place, param in enumerate(self.params)
            if type(param) in STAND_INS and param in known
        ]
        if {which for _place, which, _encode in self.places} != set(range(len(values))):
            raise Unplanned

    def filled(self, values: Sequence[Any]) -> list[Any]:
        params = self.params.copy()
        for place, which, encode in self.places:
            params[place] = encode(values[which]) if encode else values[which]
        return params


def _encoders() -> dict[type, Encoder]:
    """How this database takes what it has no kind of its own for."""
    ops, features = connection.ops, connection.features
    encoders: dict[type, Encoder] = {
        datetime: ops.adapt_datetimefield_value,
        date: ops.adapt_datefield_value,
    }
    return encoders if features.has_native_uuid_field else {**encoders, UUID: lambda value: value.hex}


def _encoded(value: Any, encoders: dict[type, Encoder]) -> Any:
    encode = encoders.get(type(value))
    return encode(value) if encode else value
