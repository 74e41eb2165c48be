"""What an answer of the driver is worth. Its text is believed as far as plain data goes, and no further."""

import builtins
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.report import Detail, Outcome, Said
from grader.report import say as _
from grader.shown import one_line, shown

from . import values
from .driver import Disturbed
from .steps import Step

MOST_SHOWN = 2000  # characters of a call or a value
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    outcome: Outcome
    message: Said | None = None
    details: tuple[Detail, ...] = ()


def of_import(answer: Answer, path: str) -> Found:
    if "raised" in answer:
        message = _("Importing %(path)s raised %(error)s.", path=path, error=_name(answer))
        return Found("raised", message, _trace(answer))
    return Found("passed")


def of_call(answer: Answer, step: Step, files: Mapping[str, bytes]) -> Found:
    """Raises Disturbed when it is no answer that the driver would give."""
    if "lacks" in answer:
        name = one_line(str(answer["lacks"]), most=100)
        return Found("missing", _("There is no %(name)s in the module.", name=name))
    if "raised" in answer:
        return _raised(answer, step)
    if answer.get("too_much"):
        return Found("output_limit", _("The value it returned is too large or nested too deep."))
    if step.raises:
        message = _("It returned a value, but it should raise %(error)s.", error=step.raises)
        return Found("wrong", message, _values(_value(answer, "value")))
    return _returned(answer, step, files)


def _returned(answer: Answer, step: Step, files: Mapping[str, bytes]) -> Found:
    got = _value(answer, "value")
    if step.expects:
        expected = json.loads(files[step.expect_file]) if step.expect_file else step.expect
        if message := _differs(got, expected, step.tolerance):
            return Found("wrong", message, _values(got, expected))
    if step.unchanged and _changed(answer, step):
        after = _arguments(answer)
        detail = Detail("arguments", one_line(values.written(after), most=MOST_SHOWN))
        return Found("wrong", _("It changed its arguments."), (detail,))
    return Found("passed", details=_values(got))


def _differs(got: Any, expected: Any, tolerance: float) -> Said | None:
    at = next(values.differences(got, expected, tolerance=tolerance), None)
    if at is None:
        return None
    if at:
        return _("The value differs at %(at)s.", at=one_line(at))
    if type(got) is not type(expected):
        kind = got.kind if isinstance(got, values.Opaque) else type(got).__name__
        wanted = type(expected).__name__
        return _("It returned %(got)s, not %(expected)s.", got=one_line(kind), expected=wanted)
    return _("It returned a value other than the expected one.")


def _changed(answer: Answer, step: Step) -> bool:
    """Whether the arguments are others after the call than they were sent.

    An expression was evaluated by the driver, so there only its own copy from before can be asked.
    """
    before: Any = answer.get("before")
    sent = step.encoded()
    if not values.has_code([*step.args, *step.kwargs.values()]):
        before = [sent["args"], {"t": "dict", "v": [[key, value] for key, value in sent["kwargs"].items()]}]
    return bool(before != answer.get("after"))


def _raised(answer: Answer, step: Step) -> Found:
    names = _names(answer)
    if step.raises and _wanted(step.raises) & set(names):
        return Found("passed")
    got = _name(answer)
    if step.raises:
        return Found(
            "wrong", _("It raised %(got)s, not %(expected)s.", got=got, expected=step.raises), _trace(answer)
        )
    return Found("raised", _("It raised %(error)s.", error=got), _trace(answer))


def _wanted(name: str) -> set[str]:
    """The full names under which an expected exception may come: a builtin is nobody else's."""
    return {f"builtins.{name}"} if hasattr(builtins, name) else {name}


def _names(answer: Answer) -> list[str]:
    names = answer["raised"]
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise Disturbed
    short = [name.rpartition(".")[2] for name in names if not name.startswith("builtins.")]
    return [one_line(name, most=120) for name in [*names, *short]]


def _name(answer: Answer) -> str:
    """The class of the exception as one would write it."""
    return _names(answer)[0].removeprefix("builtins.").rpartition(".")[2]


def _trace(answer: Answer) -> tuple[Detail, ...]:
    text = "\n".join(str(answer.get(key, "")).rstrip() for key in ("trace", "text"))
    return (Detail("log", shown(text)),)


def _value(answer: Answer, key: str) -> Any:
    try:
        return values.decode(answer[key])
    except (KeyError, values.Malformed):
        raise Disturbed from None


def _arguments(answer: Answer) -> tuple[Any, ...]:
    """As they are after the call, those with a name last."""
    match _value(answer, "after"):
        case [list(args), dict(kwargs)]:
            return (*args, *kwargs.items())
    raise Disturbed


def _values(got: Any, *expected: Any) -> tuple[Detail, ...]:
    wanted = [Detail("expected", one_line(values.written(value), most=MOST_SHOWN)) for value in expected]
    return (*wanted, Detail("got", one_line(values.written(got), most=MOST_SHOWN)))
