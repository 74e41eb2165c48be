"""SQLite for a process that has it alone: one thread, no event loop, the same few hundred statements."""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.utils import CursorWrapper


@lru_cache(maxsize=2000)
def _converted(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is None:
            return _converted(query)
        return str(super().convert_query(query, param_names=param_names))


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: Any = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def cursor(self) -> CursorWrapper:
        """Nobody else can hold this connection or close it, so it is not looked at again each time."""
        if self.connection is None:
            return super().cursor()
        return CursorWrapper(self.create_cursor(), self)
