"""`sheet.yaml`: what an evaluator asks, and the mark that the answers make. Knows no Django."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from projects.folder.source import Bilingual, Name, Written, read

Flag = Literal[
    "ok",
    "outstanding",
    "empty_work",
    "incomplete_work",
    "invalid_compilation",
    "style",
    "crash",
    "leaks",
    "forbidden_function",
    "incomplete_group",
    "cannot_explain",
    "cheat",
    "concerning",
]
POSITIVE = ("ok", "outstanding")
NEGATIVE = (
    "empty_work",
    "incomplete_work",
    "invalid_compilation",
    "style",
    "crash",
    "leaks",
    "forbidden_function",
    "incomplete_group",
    "cannot_explain",
)
CHEAT = "cheat"
CONCERNING = "concerning"  # not about the work: it opens a box for a word to the staff

FULL_MARK, BONUS, CHEAT_MARK = 100, 25, -42
BEST_RATING = 5
Answers = Mapping[str, bool | int]


class Question(Written):
    name: Name
    kind: Literal["yes_no", "rating"]
    title: Bilingual
    text: Bilingual  # Markdown: what to do, what to look for
    weight: Annotated[int, Field(ge=1, le=100)] = 1

    @property
    def no(self) -> bool | int:
        """What counts where nobody answered, because a flag had ended the evaluation."""
        return False if self.kind == "yes_no" else 0

    @property
    def best(self) -> bool | int:
        return True if self.kind == "yes_no" else BEST_RATING

    def accepts(self, answer: object) -> bool:
        if self.kind == "yes_no":
            return isinstance(answer, bool)
        return type(answer) is int and 0 <= answer <= BEST_RATING

    def fifths(self, answer: bool | int) -> int:
        """What an answer reaches, in fifths of the weight, so that marks stay whole numbers."""
        return self.weight * (BEST_RATING * answer if self.kind == "yes_no" else answer)


class Bank(Written):
    """Questions of which each evaluation asks only some, so that nobody can prepare the sheet."""

    draw: Annotated[int, Field(ge=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def check_itself(self) -> Self:
        if self.draw > len(self.questions):
            raise ValueError(f"draw: {self.draw} of {len(self.questions)} questions cannot be drawn")
        if len({question.weight for question in self.questions}) > 1:
            raise ValueError("questions: all need the same weight, or chance would decide what counts")
        return self

    def drawn(self, seed: str) -> tuple[Question, ...]:
        """The same ones for the same seed, for ever; in the order of the file."""
        lots = sorted(self.questions, key=lambda question: _lot(seed, question.name))[: self.draw]
        return tuple(question for question in self.questions if question in lots)


def _lot(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


class Section(Written):
    name: Name
    title: Bilingual
    description: Bilingual | None = None
    bonus: bool = False
    questions: tuple[Question, ...] = ()
    # Left out of what is stored while there is none, so that sheets without a bank keep their digest.
    bank: Annotated[Bank | None, Field(exclude_if=lambda bank: bank is None)] = None

    @model_validator(mode="after")
    def check_itself(self) -> Self:
        if not self.questions and self.bank is None:
            raise ValueError("questions: a section needs one, or a bank")
        return self

    def drawn(self, seed: str) -> Self:
        """The section as one evaluation asks it."""
        drawn = self.bank.drawn(seed) if self.bank else ()
        return self.model_copy(update={"questions": self.questions + drawn, "bank": None})


class Sheet(Written):
    """Everything in `sheet.yaml`."""

    introduction: Bilingual
    guidelines: Bilingual
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    flags: tuple[Flag, ...]

    @model_validator(mode="after")
    def check_itself(self) -> Self:
        for what, names in (
            ("section", [section.name for section in self.sections]),
            ("question", [question.name for question in self._written()]),
            ("flag", list(self.flags)),
        ):
            twice = [name for name, count in Counter(names).items() if count > 1]
            if twice:
                raise ValueError(f"the {what} {twice[0]!r} stands here twice")
        if "ok" not in self.flags:
            raise ValueError("flags: 'ok' is missing")
        if all(section.bonus for section in self.sections):
            raise ValueError("sections: at least one must not be a bonus")
        return self

    def _written(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions
            yield from section.bank.questions if section.bank else ()

    def drawn(self, seed: str) -> Self:
        """The sheet as one evaluation asks it: what the banks hold is drawn."""
        return self.model_copy(update={"sections": tuple(section.drawn(seed) for section in self.sections)})

    def questions(self, *, bonus: bool | None = None) -> Iterator[Question]:
        """All outside banks, in order, or only those of the bonus (True) or mandatory (False) sections."""
        for section in self.sections:
            if bonus is None or section.bonus == bonus:
                yield from section.questions

    def complete(self, answers: Mapping[str, Any]) -> dict[str, bool | int]:
        """One answer per question; what was not answered is 'no'. Raises BadAnswer."""
        questions = {question.name: question for question in self.questions()}
        for name, answer in answers.items():
            if name not in questions:
                raise BadAnswer(f"There is no question {name!r} on this sheet.")
            if not questions[name].accepts(answer):
                raise BadAnswer(f"{answer!r} does not answer {name!r}.")
        return {name: answers.get(name, question.no) for name, question in questions.items()}

    def mark(self, answers: Answers, *, flag: str = "ok") -> int | None:
        """0..125 for complete answers; 0 after a negative flag; None while staff judge reported cheating."""
        if flag == CHEAT:
            return None
        if flag in NEGATIVE:
            return 0
        reached, possible = self._fifths(answers, bonus=False)
        if reached < possible:
            return FULL_MARK * reached // possible
        extra, extra_possible = self._fifths(answers, bonus=True)
        return FULL_MARK + (BONUS * extra // extra_possible if extra_possible else 0)

    def _fifths(self, answers: Answers, *, bonus: bool) -> tuple[int, int]:
        questions = list(self.questions(bonus=bonus))
        reached = sum(question.fifths(answers[question.name]) for question in questions)
        return reached, BEST_RATING * sum(question.weight for question in questions)


class BadAnswer(ValueError):
    """Answers that do not fit their sheet: a form that was made up or has grown old."""


def read_sheet(path: Path) -> Sheet:
    """Raises BadFolder with file, line and reason."""
    return read(path, Sheet)
