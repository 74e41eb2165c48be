"""From the bytes of a request to rows that a model may see. Nothing else gets past."""

import json

MOST = 1000  # rows of a request


class Bad(Exception):
    """What is wrong with a request: a status, a sentence, and where it is."""

    def __init__(self, status, error, **where):
        super().__init__(error)
        self.status, self.told = status, {"error": error, **where}


def whole(least, most):
    return lambda value: _is_number(value, int) and least <= value <= most


def temperature(value):
    return _is_number(value, (int, float)) and -40 <= value <= 50  # false for NaN, too


def _is_number(value, kinds):
    return isinstance(value, kinds) and not isinstance(value, bool)


FIELDS = {
    "hour": whole(0, 23),
    "weekday": whole(0, 6),
    "temperature": temperature,
    "rain": lambda value: isinstance(value, bool),
}


def read(body):
    """The columns of a request, by field. Raises Bad."""
    try:
        asked = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Bad(400, "the body is no JSON") from None
    if not isinstance(asked, dict) or set(asked) != {"rows"} or not isinstance(asked["rows"], list):
        raise Bad(400, 'expected {"rows": […]}')
    if not asked["rows"]:
        raise Bad(400, "there is no row")
    if len(asked["rows"]) > MOST:
        raise Bad(413, f"more than {MOST} rows")
    for number, row in enumerate(asked["rows"]):
        _check(number, row)
    return {field: [row[field] for row in asked["rows"]] for field in FIELDS}


def _no_number(word):
    raise ValueError(word)


def _check(number, row):
    if not isinstance(row, dict):
        raise Bad(400, "a row is an object", row=number)
    for field, fits in FIELDS.items():
        if field not in row:
            raise Bad(400, "a field is missing", row=number, field=field)
        if not fits(row[field]):
            raise Bad(400, "a field has no such value", row=number, field=field)
    for field in row:
        if field not in FIELDS:
            raise Bad(400, "a field is unknown", row=number, field=field)
