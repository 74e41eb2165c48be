"""Tables whose rows are added and never changed: the database refuses everything else.

A trigger belongs to its table. SQLite copies a table to change it and forgets the triggers, so a migration
that changes one of these tables ends with `refuse_changes` again; tests/people/test_acts.py notices when not.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

TABLES = ("people_staffact", "people_concernedperson")
REFUSED = "rows of this table are never changed"

SQLITE = """CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{refused}'); END"""
POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refused}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
POSTGRES = """CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_changes()"""


def refuse_changes(*tables: str) -> RunPython:
    """The step of a migration after which the database refuses UPDATE and DELETE on these tables."""

    def forwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            add_triggers(editor.connection.alias, table)

    def backwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            drop_triggers(editor.connection.alias, table)

    return RunPython(forwards, backwards)


def add_triggers(alias: str, table: str) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION.format(refused=REFUSED))
        statement = POSTGRES if connection.vendor == "postgresql" else SQLITE
        for act in ("UPDATE", "DELETE"):
            cursor.execute(statement.format(table=table, act=act, refused=REFUSED))


def drop_triggers(alias: str, table: str) -> None:
    connection = connections[alias]
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for act in ("UPDATE", "DELETE"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{act}{on_table}")
