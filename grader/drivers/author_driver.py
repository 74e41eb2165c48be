"""Runs inside the second box: imports the author's module and calls its functions with plain data.

The author's code may ask the worker for something in the middle of a call (a line of the program, a restart
of the service): then the answer to the call is a request, and the next question brings what was asked for.
Frames and values are those of python_driver.py. What the author prints goes to stderr.
"""

import json
import os
import sys
import traceback
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

OWN = "/work/"  # where the author's files are
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from python_driver import Encoder, TooMuch, arguments, decode, send  # noqa: E402

Question = dict[str, Any]
Answer = dict[str, Any]


class Unanswered(Exception):
    """The work under judgement gave no answer where one was due. Not caught, it is the verdict `wrong`."""

    def __init__(self, *, ko: str, en: str):
        super().__init__(en)
        self.verdict = wrong(ko=ko, en=en)


def passed(*, ko: str = "", en: str = "") -> Answer:
    """A verdict. With a remark, it has to be in both languages."""
    return _verdict("passed", ko, en)


def wrong(*, ko: str = "", en: str = "") -> Answer:
    return _verdict("wrong", ko, en)


def _verdict(outcome: str, ko: str, en: str) -> Answer:
    return {"outcome": outcome} | ({"message": {"ko": ko, "en": en}} if ko or en else {})


class Talk:
    """The way to the worker and back, one question and one answer at a time."""

    def __init__(self) -> None:
        asked, self._answers = (
            os.dup(0),
            os.dup(1),
        )  # neither is inherited by a program that the author starts
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        self._questions = os.fdopen(asked, "rb")
        self._id = ""

    def next(self) -> Question:
        head = self._questions.read(4)
        if len(head) < 4:
            os._exit(0)
        question: Question = json.loads(self._questions.read(int.from_bytes(head, "big")))
        self._id = question["id"]
        return question

    def answer(self, answer: Answer) -> None:
        send(self._answers, answer | {"id": self._id})

    def request(self, what: str, *args: Any) -> Any:
        """Ask the worker for something in the middle of a call."""
        self.answer({"asks": what, "with": Encoder().encode(list(args))})
        return decode(self.next()["value"])


def offer(talk: Talk) -> None:
    """What an author may import (`from judge import passed, wrong`)."""
    module: Any = ModuleType("judge")
    module.passed, module.wrong, module.Unanswered = passed, wrong, Unanswered
    module.asked = talk.request
    sys.modules["judge"] = module


def loaded(path: str) -> Any:
    """The author's module, under a name that takes no other's: it may well be called judge.py."""
    spec: Any = spec_from_file_location(f"of_author_{os.path.splitext(os.path.basename(path))[0]}", path)
    module = module_from_spec(spec)
    sys.modules[module.__name__] = module
    sys.path.append(os.path.dirname(path))
    spec.loader.exec_module(module)
    return module


class Session:
    """One module of the author's."""

    module: Any = None


def answered(session: Session, question: Question) -> Answer:
    try:
        return _answer(session, question)
    except Unanswered as silence:
        return {"value": Encoder().encode(silence.verdict)}
    except TooMuch:
        return {"failed": "it returned more than can be sent"}
    except BaseException as error:  # SystemExit too: the author's code never ends the driver
        return {"failed": _described(error)}


def _answer(session: Session, question: Question) -> Answer:
    if question["do"] == "import":
        session.module = loaded(question["path"])
        return {"value": None}
    function = getattr(session.module, question["call"], None)
    if not callable(function):
        return {"failed": f"it has no function {question['call']}"}
    args, kwargs = arguments(question)
    if question["gives"]:
        args.insert(0, __import__(f"author_{question['gives']}").made(**kwargs.pop("given")))
    return {"value": Encoder().encode(function(*args, **kwargs))}


def _described(error: BaseException) -> str:
    """Where in the author's files it went wrong, and how."""
    trace = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in trace if frame.filename.startswith(OWN)]
    place = f"line {frames[-1].lineno}, in {frames[-1].name}: " if frames else ""
    return f"{place}{type(error).__name__}: {error}"[:600]


def main() -> None:
    talk, session = Talk(), Session()
    stdout: Any = sys.stdout
    stdout.reconfigure(line_buffering=True)
    offer(talk)
    while True:
        talk.answer(answered(session, talk.next()))


if __name__ == "__main__":
    main()
