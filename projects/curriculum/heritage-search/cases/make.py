"""Makes records of heritage as Gwangju and its neighbours might keep them. All of it is invented.

    python projects/curriculum/heritage-search/cases/make.py

A record has a kind, a place, a period and a tale in words of its own, and speaks of others too. A question
asks for two or three of the four in other words. What has all of them is worth 3; of three, two are worth 1.
"""

import csv
import random
from pathlib import Path

from words import ASIDE, ASKED, FACETS, NAMES, SITED, TOLD

CASES = Path(__file__).parent
RECORDS, QUESTIONS = 900, {"train": 320, "test": 260}
PAIRS = [
    ("kind", "place"),
    ("kind", "theme"),
    ("place", "theme"),
    ("kind", "period"),
    ("kind", "period", "place"),
]
PAIRS += [("kind", "place", "theme")]
HANGUL, FINALS, MOST = 0xAC00, 28, 14


def particle(word, with_final, without):
    return with_final if (ord(word[-1]) - HANGUL) % FINALS else without


def worded(dice, idea):
    """Words of a record for these ideas, with their particles."""
    words = {facet: dice.choice(FACETS[facet][name][0]) for facet, name in idea.items()}
    kind = words["kind"]
    pairs = {
        "topic": ("은", "는"),
        "object": ("을", "를"),
        "with_": ("과", "와"),
        "subject": ("이", "가"),
        "is_": ("이다", "다"),
    }
    return words | {name: particle(kind, *both) for name, both in pairs.items()}


def idea(dice):
    return {facet: dice.choice(list(ideas)) for facet, ideas in FACETS.items()}


def record(dice, own):
    words = worded(dice, own)
    lines = [dice.choice(SITED).format(**words), dice.choice(TOLD).format(**words)]
    asides = [line.format(**worded(dice, idea(dice))) for line in dice.sample(ASIDE, dice.randint(1, 4))]
    title = "".join(dice.sample(NAMES, 2)) + dice.choice(("", "리 ", "골 ", " ")) + words["kind"]
    return title.replace("  ", " "), " ".join(
        [*lines, *asides] if dice.random() < 0.7 else [lines[1], lines[0], *asides]
    )


def question(dice, ideas):
    """A question and what each record is worth to it; None where nothing or too much is worth it."""
    facets = dice.choice(PAIRS)
    wanted = {facet: dice.choice(list(ideas.values()))[facet] for facet in facets}
    gains = {name: worth(own, wanted) for name, own in ideas.items()}
    gains = {name: gain for name, gain in gains.items() if gain}
    if 3 not in gains.values() or len(gains) > MOST * len(facets):
        return None
    words = {facet: dice.choice(FACETS[facet][name][1]) for facet, name in wanted.items()}
    return spoilt(dice, dice.choice(ASKED).format(spoken(dice, words))), gains


def spoken(dice, words):
    place = words.get("place", "")
    parts = [place + dice.choice((" ", "에 있는 ", " 쪽 "))] if place else []
    parts += [words["period"] + dice.choice((" ", "에 만든 "))] if "period" in words else []
    parts += (
        [words["theme"] + dice.choice((" 전설 ", "에 얽힌 ", " 이야기 나오는 "))] if "theme" in words else []
    )
    return "".join(parts) + words.get("kind", dice.choice(("유적", "문화유산", "곳")))


def worth(own, wanted):
    hits = sum(own[facet] == name for facet, name in wanted.items())
    if hits == len(wanted):
        return 3
    return int(len(wanted) == 3 and hits == 2 and own["kind"] == wanted["kind"])


def spoilt(dice, text):
    """Spaces go missing, and syllables lose their last consonant."""
    if dice.random() < 0.2:
        text = text.replace(" ", "", dice.randint(1, 3))
    if dice.random() < 0.12:
        at = dice.randrange(len(text))
        text = text[:at] + opened(text[at]) + text[at + 1 :]
    return text


def opened(mark):
    number = ord(mark) - HANGUL
    return chr(HANGUL + number - number % FINALS) if 0 <= number < 11172 else mark


def questions(dice, ideas, count, seen):
    while count:
        found = question(dice, ideas)
        if found and found[0] not in seen:
            seen.add(found[0])
            count -= 1
            yield found[0], " ".join(f"{name}={gain}" for name, gain in found[1].items())


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice, seen = random.Random(1894), set()  # noqa: S311
    names = [f"h{number:04}" for number in dice.sample(range(10_000), RECORDS)]
    ideas = {name: idea(dice) for name in names}
    write(
        "records.csv",
        ["record", "title", "text"],
        [[name, *record(dice, own)] for name, own in ideas.items()],
    )
    train = list(questions(dice, ideas, QUESTIONS["train"], seen))
    test = list(questions(dice, ideas, QUESTIONS["test"], seen))
    write("judged.csv", ["question", "worth"], train)
    write("questions.csv", ["question"], [[text] for text, _ in test])
    write("labels.csv", ["label"], [[gains] for _, gains in test])


main()
