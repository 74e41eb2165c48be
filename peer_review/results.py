"""A filled sheet, ready to be read by both sides."""

from dataclasses import dataclass

from django.utils.translation import get_language

from .models import Evaluation
from .sheet_file import BEST_RATING, Question
from .sheet_form import FLAGS, is_warning


@dataclass(frozen=True)
class Answered:
    question: Question
    title: str
    answer: bool | int

    @property
    def is_yes_no(self) -> bool:
        return self.question.kind == "yes_no"

    @property
    def full(self) -> bool:
        return self.answer is True or (not self.is_yes_no and self.answer == BEST_RATING)


@dataclass(frozen=True)
class AnsweredSection:
    title: str
    bonus: bool
    answers: list[Answered]


@dataclass(frozen=True)
class Result:
    sections: list[AnsweredSection]
    flag: str
    flag_label: str
    is_warning: bool


def result(evaluation: Evaluation) -> Result:
    language, answers = get_language() or "ko", evaluation.answers
    sections = [
        AnsweredSection(
            section.title.in_language(language),
            section.bonus,
            [Answered(q, q.title.in_language(language), answers[q.name]) for q in section.questions],
        )
        for section in evaluation.asked.sections
    ]
    return Result(sections, evaluation.flag, str(FLAGS[evaluation.flag]), is_warning(evaluation.flag))
