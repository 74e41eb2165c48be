"""A QuerySet that remembers how it was made; only when Django is needed it becomes one."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import Manager, QuerySet

from . import answers
from .adding import Add, add
from .answers import Answer
from .shape import Step, Unplanned, replaced, shape_of, stand_ins

Maker = Callable[["QuerySet[Any]", Sequence[Any]], Answer]
MISSING = object()
NOT_YET: Any = object()


class Asking(QuerySet[Any]):
    plain: ClassVar[type[QuerySet[Any]]] = QuerySet
    plans: ClassVar[dict[Hashable, Answer | None]] = {}  # None: left to Django
    additions: ClassVar[dict[Hashable, Add]] = {}
    steps: tuple[Step, ...] | None  # None: it has become an ordinary QuerySet
    _db: Any
    _hints: Any
    _known_related_objects: Any

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or NOT_YET, using, hints)  # otherwise Django makes a query now
        self.steps = None if query else ()

    # -- remembering ---------------------------------------------------------------------------------

    def again(self, steps: Iterable[Step]) -> "Asking":
        made = type(self)(self.model, None, self._db, self._hints)
        made._known_related_objects = self._known_related_objects
        made.steps = tuple(steps)
        return made

    def all(self) -> Any:
        return super().all() if self.steps is None else self.again(self.steps)

    def _and_then(self, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> "Asking":
        return self.again((*(self.steps or ()), (name, args, named)))

    @property
    def query(self) -> Any:
        self._become_ordinary()
        return super().query

    @query.setter
    def query(self, value: Any) -> None:
        super(Asking, type(self)).query.fset(self, value)  # type: ignore[attr-defined]

    def ordinary(self, steps: Iterable[Step]) -> "QuerySet[Any]":
        """The same as Django has it."""
        made = self.plain(self.model, using=self._db, hints=self._hints)
        for name, args, named in steps:
            made = getattr(made, name)(*args, **named)
        return made

    def _become_ordinary(self) -> None:
        if self.steps is not None:
            known = self._known_related_objects
            self.__dict__.update(self.ordinary(self.steps).__dict__)
            self._known_related_objects, self.steps = known, None

    # -- asking --------------------------------------------------------------------------------------

    def _answer(self, how: str, make: Maker, more: tuple[Step, ...] = ()) -> Any:
        """The answer, or MISSING where it is Django's turn."""
        if self.steps is None or self._result_cache is not None:
            return MISSING
        steps, values = self.steps + more, list[Any]()
        try:
            key = (self.plain, self.model, how, shape_of(steps, values))
            if key not in self.plans:
                self.plans[key] = None
                self.plans[key] = self._planned(steps, values, make)
        except Unplanned:
            return MISSING
        ask = self.plans[key]
        return MISSING if ask is None else ask(values)

    def _planned(self, steps: tuple[Step, ...], values: list[Any], make: Maker) -> Answer:
        others = stand_ins(values)
        changed = [replaced(step, lambda _value: next(others)) for step in steps]
        if changed and changed[-1][0] == "update":
            to = dict(changed.pop()[2])
            return answers.changed(self.ordinary(changed), values, to=to)
        return make(self.ordinary(changed), values)

    def _rows(self, how: str, make: Maker, more: tuple[Step, ...] = ()) -> Any:
        found = self._answer(how, make, more)
        if found is not MISSING and self._known_related_objects:
            return answers.known_relations(found, self._known_related_objects)
        return found

    def _fetch_all(self) -> None:
        if self.steps is not None and self._result_cache is None:
            found = self._rows("rows", answers.rows)
            self._result_cache = None if found is MISSING else found
        if self._result_cache is None:
            self._become_ordinary()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        self._become_ordinary()
        return super().iterator(chunk_size)

    def first(self) -> Any:
        found = self._rows("first", answers.first)
        return super().first() if found is MISSING else found[0] if found else None

    def get(self, *args: Any, **named: Any) -> Any:
        found = self._rows("get", answers.few, (("filter", args, named),) if args or named else ())
        if found is MISSING or len(found) > 1:
            return super().get(*args, **named)
        if not found:
            raise self.model.DoesNotExist(f"{self.model._meta.object_name} matching query does not exist.")
        return found[0]

    def count(self) -> int:
        found = self._answer("count", partial(answers.number, ask="count"))
        return super().count() if found is MISSING else int(found)

    def exists(self) -> bool:
        found = self._answer("exists", partial(answers.number, ask="exists"))
        return super().exists() if found is MISSING else bool(found)

    def update(self, **named: Any) -> int:
        found = self._answer("update", answers.rows, (("update", (), named),))
        return super().update(**named) if found is MISSING else int(found)

    update.alters_data = True  # type: ignore[attr-defined]

    def _insert(self, objs: Any, fields: Any, returning_fields: Any = None, **how: Any) -> Any:
        if any(value for name, value in how.items() if name != "using"):
            return super()._insert(objs, fields, returning_fields, **how)  # type: ignore[misc]
        key = self.model, len(objs), tuple([field.attname for field in fields]), bool(returning_fields)
        if key not in self.additions:
            self.additions[key] = add(self.model, objs, fields, returning_fields or ())
        added = self.additions[key](objs)
        return super()._insert(objs, fields, returning_fields, **how) if added is None else added  # type: ignore[misc]

    _insert.alters_data = True  # type: ignore[attr-defined]
    _insert.queryset_only = False  # type: ignore[attr-defined]


def _remembering(name: str) -> Callable[..., Any]:
    def method(self: Asking, *args: Any, **named: Any) -> Any:
        if self.steps is None:
            return getattr(super(Asking, self), name)(*args, **named)
        return self._and_then(name, args, named)

    return method


REMEMBERED = (
    "filter",
    "exclude",
    "order_by",
    "select_related",
    "only",
    "defer",
    "distinct",
    "values",
    "values_list",
    "annotate",
    "select_for_update",
    "_next_is_sticky",
)
for _name in REMEMBERED:
    setattr(Asking, _name, _remembering(_name))


@contextmanager
def planned_once() -> Iterator[None]:
    """Within this block what is asked through the managers of models is planned once for each shape."""
    kinds: set[Any] = {type(manager) for model in apps.get_models() for manager in _managers(model)} | {
        Manager
    }
    before = {kind: kind._queryset_class for kind in kinds}
    own = {kind for kind in kinds if "_queryset_class" in vars(kind)}
    for kind, plain in before.items():
        kind._queryset_class = asking(plain)
    try:
        yield
    finally:
        for kind, plain in before.items():
            if kind in own:
                kind._queryset_class = plain
            else:
                del kind._queryset_class


def _managers(model: Any) -> list[Any]:
    return [*model._meta.managers, model._meta.base_manager, model._meta.default_manager]


def asking(plain: type["QuerySet[Any]"]) -> type[Asking]:
    """The remembering kind of a class of QuerySets, that knows no plan yet."""
    bases = (Asking,) if plain is QuerySet else (Asking, plain)
    return type(f"Asking{plain.__name__}", bases, {"plain": plain, "plans": {}, "additions": {}})
