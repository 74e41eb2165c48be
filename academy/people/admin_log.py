"""What is changed in the administration is an act of staff like any other."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.http import HttpRequest

from . import acts
from .models import Cohort, User


class Logged(admin.ModelAdmin):
    """Mixed into what can be changed there: each change is also a line in the log of acts."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        _write_down(request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        _write_down(request, obj, message)
        return super().log_change(request, obj, message)


def _write_down(request: HttpRequest, obj: Model, message: Any) -> None:
    person = obj if isinstance(obj, User) else getattr(obj, "user", None)
    cohort = obj if isinstance(obj, Cohort) else getattr(obj, "cohort", None)
    acts.write(
        acts.Kind.ADMIN,
        by=request.user,  # type: ignore[arg-type]  # the admin lets nobody in who is not signed in
        people=[person] if person else [],
        cohort=cohort,
        what=f"{obj._meta.verbose_name}: {obj}",
        ref=obj,
        after={"changed": _fields(message)},
    )


def _fields(message: Any) -> list[str]:
    """The names of the fields; what they hold may be private."""
    if not isinstance(message, list):
        return [str(message)]
    return [name for part in message for name in next(iter(part.values())).get("fields", [])]
