"""More of everything: whatever rows a test has made, again and again, so that pages meet a larger world.

A copy refers to the copy of what its original refers to, where there is one, and otherwise to the original
itself. What may exist only once stays alone: the database says what that is.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.apps import apps
from django.db import models
from django.db.models.fields.related import ForeignKey

FAR = 100_000  # between the key of a row and that of its next copy
OURS = ("academy.", "projects", "grader", "peer_review")


class Growth:
    """Remembers which copies there are of the rows that it found at first."""

    def __init__(self):
        self._first = {model: list(model._base_manager.order_by("pk")) for model in in_order()}
        self._copies = defaultdict(set)

    def empty(self):
        """The names of the models of which there is no row to copy."""
        return sorted(model._meta.label for model, rows in self._first.items() if not rows)

    def grow(self, numbers, *, base=0, keep=(), around=()):
        """Write copies `base` + number of all rows, except those of the models to keep and of those around.

        A copy refers to the copy of the same number; of the models around to that without the base.
        """
        kept = {apps.get_model(label) for label in keep}
        shifts = {apps.get_model(label): 0 for label in around}
        for model, rows in self._first.items():
            if model in kept or model in shifts or not isinstance(model._meta.pk, models.AutoField):
                continue
            shifts[model] = base
            copies = [self._copy(row, number, shifts) for number in numbers for row in rows]
            model._base_manager.bulk_create(copies, ignore_conflicts=True)
            wanted = [copy.pk for copy in copies]
            self._copies[model].update(model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))

    def _copy(self, row, number, shifts):
        model = type(row)
        own = number + shifts[model]
        distinct = set(_distinguishing(model))
        values = {}
        for field in model._meta.concrete_fields:
            value = getattr(row, field.attname)
            if field.primary_key:
                value += own * FAR
            elif isinstance(field, ForeignKey):
                value = self._referred(field.related_model, value, number, shifts)
            elif field in distinct:
                value = _another(field, value, own)
            values[field.attname] = value
        return model(**values)

    def _referred(self, model, key, number, shifts):
        if model not in shifts or not isinstance(key, int):
            return key
        copy = key + (number + shifts[model]) * FAR
        return copy if copy in self._copies[model] else key


def in_order():
    """Our models, each after those that it refers to."""
    found = {}
    ours = [config for config in apps.get_app_configs() if config.name.startswith(OURS)]
    for config in ours:
        for model in config.get_models(include_auto_created=True):
            _visit(model, found, {m for other in ours for m in other.get_models(include_auto_created=True)})
    return list(found)


def _visit(model, found, ours, above=()):
    for field in model._meta.concrete_fields:
        other = field.related_model
        if isinstance(field, ForeignKey) and other in ours and other not in (*found, *above, model):
            _visit(other, found, ours, (*above, model))
    found.setdefault(model, None)


def _distinguishing(model):
    """The fields by which two rows differ, one for each rule of uniqueness: the last that is no choice."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and not field.is_relation:
            yield field
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            fields = [model._meta.get_field(name) for name in constraint.fields]
            free = [field for field in fields if not field.is_relation and not field.choices]
            yield from free[-1:]


def _another(field, value, number):
    if isinstance(value, bool) or value in (None, ""):
        return value
    if isinstance(value, int):
        return value + 10 * number
    if isinstance(value, date):
        return value + timedelta(weeks=number)
    if isinstance(field, models.EmailField):
        return f"{number}.{value}"
    end = f"-{number}"
    return value[: (field.max_length or 100) - len(end)] + end
