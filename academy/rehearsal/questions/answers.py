"""What comes back, as what was asked for. Each is made from a question about stand-ins and run for others."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.signals import post_init, pre_init
from django.db.models.sql import UpdateQuery

from .plan import Plan
from .shape import Unplanned

MOST = 21  # rows that `get` looks at before it complains
Row = Sequence[Any]


class Answer(Protocol):
    def __call__(self, values: Sequence[Any]) -> Any: ...


def nothing(answer: Any) -> Answer:
    """What no row can fit (an empty list of values) is not asked."""
    return lambda values: answer


def rows(queryset: "QuerySet[Any]", values: Sequence[Any]) -> Answer:
    """All rows, as a list."""
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        plan = Plan(compiler.as_sql(), values)
    except EmptyResultSet:
        return lambda values: []
    converted = _converted(compiler)
    built = _built(queryset, compiler)

    def ask(values: Sequence[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.filled(values))
            found = cursor.fetchall()
        return built(converted(found))

    return ask


def first(queryset: "QuerySet[Any]", values: Sequence[Any]) -> Answer:
    ordered = queryset if queryset.ordered else queryset.order_by("pk")
    return rows(ordered[:1], values)


def few(queryset: "QuerySet[Any]", values: Sequence[Any]) -> Answer:
    """What `get` looks at."""
    return rows(queryset.order_by()[:MOST], values)


def number(queryset: "QuerySet[Any]", values: Sequence[Any], *, ask: str) -> Answer:
    """`count` or `exists`: one row with one number, if any."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        empty = getattr(queryset, ask)()
    if not asked:
        return nothing(empty)
    [(sql, params)] = asked
    plan = Plan((sql, params), values)

    def count(values: Sequence[Any]) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.filled(values))
            row = cursor.fetchone()
        return type(empty)(row[0] if row else 0)

    return count


def changed(queryset: "QuerySet[Any]", values: Sequence[Any], *, to: dict[str, Any]) -> Answer:
    """`update`: the number of rows."""
    query: Any = queryset.query.chain(UpdateQuery)
    if query.annotations:
        raise Unplanned
    query.add_update_values(to)
    try:
        plan = Plan(query.get_compiler(connection=connection).as_sql(), values)
    except EmptyResultSet:
        return nothing(0)

    def change(values: Sequence[Any]) -> int:
        with transaction.mark_for_rollback_on_error(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.filled(values))
            return cursor.rowcount

    return change


def _converted(compiler: Any) -> Callable[[list[Row]], list[Row]]:
    """Values as Python knows them."""
    converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
    if not converters:
        return lambda found: found
    return lambda found: list(compiler.apply_converters(found, converters))


def _built(queryset: "QuerySet[Any]", compiler: Any) -> Callable[[list[Row]], list[Any]]:
    """Rows as objects, tuples, or the one value of each."""
    if queryset._iterable_class is FlatValuesListIterable:
        return lambda found: [row[0] for row in found]
    if queryset._iterable_class is ValuesListIterable:
        return lambda found: [tuple(row) for row in found]
    if queryset._iterable_class is not ModelIterable:
        raise Unplanned
    return _objects(compiler)


def _objects(compiler: Any) -> Callable[[list[Row]], list[Any]]:
    about, alias = compiler.klass_info, connection.alias
    start, stop = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:stop]]
    load = loader(about["model"], names)
    populators = get_related_populators(about, compiler.select, alias)  # type: ignore[call-arg]  # of Django 6
    annotations = list(compiler.annotation_col_map.items())

    def objects(found: list[Row]) -> list[Any]:
        loaded = []
        for row in found:
            made = load(row[start:stop])
            for populator in populators:
                populator.populate(row, made)
            for name, place in annotations:
                setattr(made, name, row[place])
            loaded.append(made)
        return loaded

    return objects


def loader(model: type[Model], names: list[str]) -> Callable[[Row], Model]:
    """`Model.from_db` without looking at every field again; where somebody listens, `from_db` itself."""
    listened = pre_init.has_listeners(model) or post_init.has_listeners(model)
    own = model.from_db.__func__ is Model.from_db.__func__ and model.__init__ is Model.__init__  # type: ignore[attr-defined]
    if listened or not own:
        return lambda row: model.from_db(connection.alias, names, row)
    alias = connection.alias

    def load(row: Row) -> Model:
        made = model.__new__(model)
        made.__dict__.update(zip(names, row, strict=True))
        made._state = state = ModelState()
        state.adding, state.db = False, alias
        return made

    return load


def known_relations(found: list[Any], known: dict[Any, dict[Any, Any]]) -> list[Any]:
    """Objects that were asked for through another one know it."""
    if not found or not isinstance(found[0], Model):
        return found
    for field, objects in known.items():
        key = attrgetter(field.attname)
        for each in found:
            if not field.is_cached(each) and key(each) in objects:
                setattr(each, field.name, objects[key(each)])
    return found
