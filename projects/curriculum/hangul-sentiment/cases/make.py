"""Makes reviews as people in Gwangju might write them. All of it is invented: no shop and no guest is real.

    python projects/curriculum/hangul-sentiment/cases/make.py

Reviews are composed of the words in words.py, with particles and endings by the rules, and then spoilt as
hasty typing spoils them. Both files are drawn one after the other: no order and no column names a label.
"""

import csv
import random
from pathlib import Path

from words import ASPECTS, CLOSINGS, DENIED, HEARSAY, LOUD, NEVER_DENIED, OPENINGS, SLIPS

CASES = Path(__file__).parent
ROWS = {"train": 2400, "test": 1200}
KINDS = {"plain": 40, "turn": 22, "denied": 20, "rough": 18}
PLEASED, MISTAKEN = 0.62, 0.02  # how many are content; how many touched the wrong star
HANGUL, FINALS = 0xAC00, 28


def final(word):
    """The final consonant of the last syllable, as its number; 0 for none."""
    return (ord(word[-1]) - HANGUL) % FINALS


def closed(word, consonant):
    """With a final consonant under the last syllable, which has none."""
    return word[:-1] + chr(ord(word[-1]) + consonant)


def past(form):
    """맛있어 → 맛있었, 좋아 → 좋았."""
    return closed(form, 20)


def politely(stem):
    """짜 → 짭니다, 좋 → 좋습니다, 길 → 깁니다."""
    if final(stem) == 8:
        return closed(stem[:-1] + chr(ord(stem[-1]) - 8), 17) + "니다"
    return stem + "습니다" if final(stem) else closed(stem, 17) + "니다"


def softened(stem):
    """Before ㄴ, a final ㄹ is dropped: 길 → 기."""
    return stem[:-1] + chr(ord(stem[-1]) - 8) if final(stem) == 8 else stem


def particle(noun, with_final, without):
    return with_final if final(noun) else without


ENDINGS = {
    "yo": (lambda s, f: f + "요" if not s.endswith("이") else s[:-1] + "예요", lambda p: p + "어요"),
    "formal": (lambda s, f: politely(s), lambda p: p + "습니다"),
    "net": (lambda s, f: softened(s) + "네요", lambda p: p + "네요"),
    "short": (lambda s, f: past(f) + "음", lambda p: p + "음"),
    "plain": (lambda s, f: past(f) + "다", lambda p: p + "다"),
}


class Writer:
    """One person with one way of ending sentences."""

    def __init__(self, dice):
        self.dice = dice
        self.place = dice.choice(list(ASPECTS))
        self.named = set()
        self.style = dice.choices(list(ENDINGS), (40, 20, 15, 15, 10))[0]

    def aspect(self, pleased, fit=lambda stem: True):
        """Of what nothing was said yet."""
        while True:
            noun, good, bad = self.dice.choice(ASPECTS[self.place])
            choice = good if pleased else bad
            stem, form = self.dice.choices(choice, [1 / (n + 1) for n in range(len(choice))])[0]
            if noun not in self.named and fit(stem):
                self.named.add(noun)
                return noun, stem, form

    def loud(self):
        return self.dice.choice(LOUD) + " " if self.dice.random() < 0.45 else ""

    def ended(self, stem, form):
        now, then = ENDINGS[self.style]
        return then(past(form)) if self.dice.random() < 0.6 else now(stem, form)

    def subject(self, noun):
        draw = self.dice.random()
        if draw < 0.2:
            return noun + "도"
        return noun + (particle(noun, "이", "가") if draw < 0.6 else particle(noun, "은", "는"))

    def said(self, pleased):
        """A main clause, without its stop."""
        noun, stem, form = self.aspect(pleased)
        return f"{self.subject(noun)} {self.loud()}{self.ended(stem, form)}"

    def joined(self, pleased, how):
        """A clause that goes on."""
        noun, stem, form = self.aspect(pleased)
        then = past(form)
        if how == "but":
            tail, top = (
                self.dice.choice((f"{stem}지만", f"{then}지만", f"{then}는데", f"{then}으나")),
                particle(noun, "은", "는"),
            )
        else:
            tail, top = (
                self.dice.choice((f"{stem}고", f"{then}고", f"{then}던 데다")),
                self.dice.choice((particle(noun, "이", "가"), "도")),
            )
        return f"{noun}{top} {self.loud()}{tail}"

    def denied(self, pleased):
        """The opposite, and a no to it."""
        noun, stem, form = self.aspect(
            not pleased, lambda stem: stem not in NEVER_DENIED and stem[-1] not in "없이"
        )
        words = {"noun": noun, "stem": stem, "now": form + "요"}
        words |= {"sub": particle(noun, "이", "가"), "top": particle(noun, "은", "는")}
        words["past"] = self.dice.choice(("아요", "았어요", "네요", "았습니다", "음"))
        words["end"] = self.dice.choice(("어요", "네요", "습니다"))
        if self.dice.random() < 0.3:
            return self.dice.choice(HEARSAY[pleased]).format(**words)
        return self.dice.choice(DENIED if len(stem) < 3 else DENIED[1:]).format(**words)

    def opening(self):
        return self.dice.choice(OPENINGS[self.place]) + " " if self.dice.random() < 0.5 else ""

    def closing(self, pleased, often):
        return [self.dice.choice(CLOSINGS[pleased])] if self.dice.random() < often else []


def plain(writer, pleased):
    clauses = [writer.said(pleased) + "."]
    if writer.dice.random() < 0.55:
        clauses = [f"{writer.joined(pleased, 'and')} {clauses[0]}"]
    if writer.dice.random() < 0.25:
        clauses.append(writer.said(pleased) + ".")
    return clauses + writer.closing(pleased, 0.3)


def turn(writer, pleased):
    """What speaks against comes first; the end decides."""
    first = writer.joined(not pleased, "but")
    if writer.dice.random() < 0.35:
        first = f"{writer.joined(not pleased, 'and')} {first}"
    if writer.dice.random() < 0.3:
        ended = writer.said(not pleased) + "."
        return [
            ended,
            writer.dice.choice(("하지만", "그래도", "근데", "그런데")) + f" {writer.said(pleased)}.",
            *writer.closing(pleased, 0.3),
        ]
    return [f"{first} {writer.said(pleased)}.", *writer.closing(pleased, 0.2)]


def denied(writer, pleased):
    clauses = [writer.denied(pleased) + "."]
    if writer.dice.random() < 0.3:
        clauses.insert(0, writer.said(pleased) + ".")
    return clauses + writer.closing(pleased, 0.12)


SHAPES = {"plain": plain, "turn": turn, "denied": denied, "rough": plain}


def spoilt(dice, text, strength):
    """Slips of the fingers, lost and gained spaces, other stops."""
    for right, slip in dice.sample(SLIPS, len(SLIPS)):
        if right in text and dice.random() < strength:
            text = text.replace(right, slip, 1)
    draw = dice.random() / strength
    if draw < 0.6:
        text = text.replace(" ", "")
    elif draw < 1:
        text = "".join(_apart(dice, mark) for mark in text)
    if dice.random() < strength:
        text = text.replace(".", dice.choice(("", "!!", "..", "~", "ㅎㅎ")))
    return " ".join(text.split())


def _apart(dice, mark):
    if mark == " ":
        return mark if dice.random() < 0.5 else ""
    return mark + " " * (dice.random() < 0.1)


def mooded(dice, text, pleased):
    if dice.random() < 0.16:
        text += " " + dice.choice(
            ("ㅋㅋ", "ㅎㅎ", "^^", "ㅋㅋㅋㅋ", "👍", "ㅠㅠ", "ㅠ")
            if pleased
            else ("ㅠㅠ", "ㅡㅡ", "ㅠㅠㅠ", ";;", "ㅋㅋ", "...")
        )
    return text


def review(dice):
    kind = dice.choices(list(KINDS), KINDS.values())[0]
    pleased = dice.random() < PLEASED
    writer = Writer(dice)
    text = writer.opening() + dice.choice((" ", " ", "\n" if dice.random() < 0.1 else " ")).join(
        SHAPES[kind](writer, pleased)
    )
    text = mooded(
        dice,
        "\n".join(spoilt(dice, line, 0.55 if kind == "rough" else 0.05) for line in text.split("\n")),
        pleased,
    )
    star = pleased != (dice.random() < MISTAKEN)
    return text, "긍정" if star else "부정", kind


def distinct(dice, count, seen):
    """Nobody can look a review of the test up in the training data."""
    while count:
        text, label, kind = review(dice)
        if text not in seen:
            seen.add(text)
            count -= 1
            yield text, label, kind


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice, seen = random.Random(519), set()  # noqa: S311
    train = list(distinct(dice, ROWS["train"], seen))
    test = list(distinct(dice, ROWS["test"], seen))
    write("train.csv", ["review", "label"], [[text, label] for text, label, _ in train])
    write("test.csv", ["review"], [[text] for text, _, _ in test])
    write("labels.csv", ["label", "group"], [[label, kind] for _, label, kind in test])


main()
