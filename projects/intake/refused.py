"""Why a hand-in is not taken: one sentence in both languages of the academy."""

from typing import NamedTuple

from projects.refusals import Refused


class Sentence(NamedTuple):
    """Gettext needs Django and its catalogues; the hooks of git start without both in 50 ms."""

    en: str
    ko: str

    def filled(self, **values: object) -> "Sentence":
        return Sentence(self.en.format(**values), self.ko.format(**values))

    def in_language(self, code: str) -> str:
        return self.ko if code.startswith("ko") else self.en


class HandInRefused(Refused):
    """The message is the English sentence; `in_language` has the other one too."""

    def __init__(self, sentence: Sentence):
        super().__init__(sentence.en)
        self.sentence = sentence

    def in_language(self, code: str) -> str:
        return self.sentence.in_language(code)
