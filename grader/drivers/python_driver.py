"""Runs inside the box: imports the trainee's module and makes the calls it is asked to make.

It holds no test, no expected value and no verdict, and nothing it says is believed beyond "this is what the
code answered". Questions come on stdin and answers go to stdout, each a u32 length and JSON; the values in
them are described in grader/judges/values.py. What the trainee prints goes to stderr.
"""

import importlib.util
import json
import os
import sys
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

SMALL = 1 << 62
MOST_DEPTH, MOST_VALUES, MOST_BYTES = 60, 300_000, 4 << 20
# What a `!python` argument may use besides the builtins.
FOR_ARGUMENTS = ("collections", "functools", "itertools", "math", "operator", "random", "string")

Question = dict[str, Any]
Answer = dict[str, Any]


class TooMuch(Exception):
    """A value too large or too deep to be sent."""


class Encoder:
    """Turns values into JSON by their exact type, so that no method of the trainee decides what is sent."""

    def __init__(self) -> None:
        self.count = 0
        self.by_type: dict[type, Callable[[Any, int], Any]] = {
            type(None): lambda value, depth: None,
            bool: lambda value, depth: value,
            str: lambda value, depth: value,
            int: lambda value, depth: value if -SMALL < value < SMALL else tagged("int", hex(value)),
            float: lambda value, depth: tagged("float", value.hex()),
            complex: lambda value, depth: tagged("complex", [value.real.hex(), value.imag.hex()]),
            bytes: lambda value, depth: tagged("bytes", b2a_base64(value, newline=False).decode()),
            list: lambda value, depth: self.each(list(value), depth),
            set: lambda value, depth: tagged("set", self.in_order(value, depth)),
            frozenset: lambda value, depth: tagged("frozenset", self.in_order(value, depth)),
        }

    def encode(self, value: Any, depth: int = 0) -> Any:
        self.count += 1
        if self.count > MOST_VALUES or depth > MOST_DEPTH:
            raise TooMuch
        if type(value) in self.by_type:
            return self.by_type[type(value)](value, depth)
        # A named tuple is a tuple and a Counter is a dict, read by the methods of tuple and dict themselves.
        if isinstance(value, tuple):
            return tagged("tuple", self.each(tuple.__iter__(value), depth))
        if isinstance(value, dict):
            return tagged("dict", [self.each(pair, depth) for pair in list(dict.items(value))])
        return tagged("object", described(value)) | {"kind": type(value).__name__[:80]}

    def each(self, values: Any, depth: int) -> list[Any]:
        return [self.encode(value, depth + 1) for value in values]

    def in_order(self, values: Any, depth: int) -> list[Any]:
        return sorted(self.each(values, depth), key=json.dumps)


def tagged(kind: str, value: Any) -> Answer:
    return {"t": kind, "v": value}


def described(value: Any) -> str:
    try:
        return str(repr(value))[:200]
    except BaseException:  # a trainee's __repr__ may raise anything
        return f"<{type(value).__name__}>"[:200]


def decode(data: Any) -> Any:
    if type(data) is list:
        return [decode(item) for item in data]
    return OF_KIND[data["t"]](data["v"]) if type(data) is dict else data


def evaluated(expression: str) -> Any:
    """An expression that the author of the task wrote."""
    return eval(expression, {name: import_module(name) for name in FOR_ARGUMENTS})  # noqa: S307


OF_KIND: dict[str, Callable[[Any], Any]] = {
    "python": evaluated,
    "int": lambda value: int(value, 16),
    "float": float.fromhex,
    "complex": lambda value: complex(*map(float.fromhex, value)),
    "bytes": a2b_base64,
    "tuple": lambda value: tuple(map(decode, value)),
    "set": lambda value: set(map(decode, value)),
    "frozenset": lambda value: frozenset(map(decode, value)),
    "dict": lambda value: {decode(key): decode(item) for key, item in value},
}


class Session:
    """One module, and the objects made of its classes."""

    def __init__(self) -> None:
        self.module: Any = None
        self.objects: dict[str, Any] = {}  # class name → the object that its methods are called on

    def answer(self, question: Question) -> Answer:
        if question["do"] == "import":
            self.load(question["path"])
            return {"value": None}
        lacking = self.lacking(question["call"])
        return {"lacks": lacking} if lacking else self.call(question)

    def load(self, path: str) -> None:
        name = os.path.splitext(os.path.basename(path))[0]
        spec: Any = importlib.util.spec_from_file_location(name, path)
        self.module = importlib.util.module_from_spec(spec)
        sys.modules[name] = self.module
        sys.path.append(os.path.dirname(path))  # last: a random.py of the trainee's hides no other
        spec.loader.exec_module(self.module)

    def call(self, question: Question) -> Answer:
        args, kwargs = arguments(question)
        before = Encoder().encode([args, kwargs]) if question["watch"] else None
        owner, _, method = question["call"].partition(".")
        if method and owner not in self.objects:
            self.construct(owner, *arguments(question["construct"]))
        if not method and isinstance(getattr(self.module, owner), type):
            self.construct(owner, args, kwargs)
            return {"value": None}
        target = getattr(self.objects[owner], method) if method else getattr(self.module, owner)
        value = target(*args, **kwargs) if callable(target) or args or kwargs else target
        if question["take"] is not None:
            value = list(islice(value, question["take"]))
        answer = {"value": Encoder().encode(value)}
        if question["watch"]:
            answer |= {"before": before, "after": Encoder().encode([args, kwargs])}
        return answer

    def construct(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        self.objects[name] = getattr(self.module, name)(*args, **kwargs)

    def lacking(self, callee: str) -> str | None:
        """The name that is not there. Of a class only what its object lacks: attributes may come with it."""
        owner, _, method = callee.partition(".")
        if not hasattr(self.module, owner):
            return owner
        if method and owner in self.objects and not hasattr(self.objects[owner], method):
            return callee
        return None


def arguments(given: Question) -> tuple[list[Any], dict[str, Any]]:
    return decode(given["args"]), {name: decode(value) for name, value in given["kwargs"].items()}


def problem(error: BaseException) -> Answer:
    import traceback  # only now: it would make every start slower

    names = [f"{kind.__module__}.{kind.__qualname__}"[:120] for kind in type(error).__mro__]
    try:
        text = str(error)[:500]
    except BaseException:  # a trainee's __str__ may raise anything
        text = ""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    trace = "".join(traceback.format_list(frames[-12:]))[:4000]
    return {"raised": names[:20], "text": text, "trace": trace}


def answered(session: Session, question: Question) -> Answer:
    try:
        return session.answer(question)
    except TooMuch:
        return {"too_much": True}
    except BaseException as error:  # SystemExit too is only an answer
        return problem(error)


def questions(descriptor: int) -> Iterator[Question]:
    with os.fdopen(descriptor, "rb") as stream:
        while len(head := stream.read(4)) == 4:
            yield json.loads(stream.read(int.from_bytes(head, "big")))


def send(descriptor: int, answer: Answer) -> None:
    text = json.dumps(answer, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(text) > MOST_BYTES:
        text = json.dumps({"too_much": True, "id": answer["id"]}).encode()
    rest = len(text).to_bytes(4, "big") + text
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def main() -> None:
    asked, answers = os.dup(0), os.dup(1)  # neither is inherited by a program that the trainee starts
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    stdout: Any = sys.stdout
    stdout.reconfigure(line_buffering=True)
    session = Session()
    for question in questions(asked):
        send(answers, answered(session, question) | {"id": question["id"]})
    os._exit(0)


if __name__ == "__main__":
    main()
