"""New rows: the `INSERT` of a model is made once for each number of rows."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

Added = list[tuple[Any, ...]]  # what the database has filled in: one tuple for each row, if asked for
Add = Callable[[Sequence[Model]], Added | None]  # None: left to Django


def add(model: type[Model], rows: Sequence[Model], fields: Sequence[Any], returning: Sequence[Any]) -> Add:
    """The statement for as many rows as these."""
    query = InsertQuery(model)
    query.insert_values(fields, list(rows))
    compiler: Any = query.get_compiler(connection=connection)
    compiler.returning_fields = returning
    statements = compiler.as_sql()
    columns = [field.get_col(model._meta.db_table) for field in returning]
    sql, params = statements[0]
    if len(statements) > 1 or compiler.get_converters(columns) or list(params) != _values(rows, fields):
        return lambda rows: None

    def added(rows: Sequence[Model]) -> Added | None:
        values = _values(rows, fields)
        if any(hasattr(value, "as_sql") for value in values):
            return None
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if returning else []

    return added


def _values(rows: Sequence[Model], fields: Sequence[Any]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]
