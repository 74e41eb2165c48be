"""Writes what is expected of the large cases, by the slowest way there is: counting all anew each time.

python projects/curriculum/tokenizer/cases/make.py        (half a minute)
"""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

CASES = Path(__file__).parent
WORDS, MERGES = 6000, 1500


def words():
    """Invented words of four to eight syllables, some of them far more frequent; the same in grading.yaml."""
    for i in range(WORDS):
        syllables = [chr(44032 + (i * i * 31 + j * i * 17 + j * j * 7) % 307 * 28) for j in range(4 + i % 5)]
        yield from ["".join(syllables)] * (1 + 60 // (i % 37 + 1))


def replaced(numbers, pair, number):
    text, found = list(numbers), []
    while text:
        if tuple(text[:2]) == pair:
            del text[:2]
            found.append(number)
        else:
            found.append(text.pop(0))
    return found


def merges(text, many):
    counts = Counter(re.findall(r" ?\S+|\s+", text))
    corpus = [(list(piece.encode()), count) for piece, count in counts.items()]
    found = []
    for number in range(256, 256 + many):
        pairs = Counter()
        for word, count in corpus:
            for pair in pairwise(word):
                pairs[pair] += count
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        corpus = [
            (replaced(word, best, number) if best[0] in word else word, count) for word, count in corpus
        ]
        found.append(list(best))
    return found


def write(name, value):
    (CASES / name).write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")


def many_words():
    """Each pair of a small letter and any byte below 250 is a token, the earlier the smaller that byte."""
    for n in range(6000):
        first, second, digits = n % 26, n // 26 % 26, str(n).encode()
        pair_of_second = [256 + second + 26 * digits[0]]
        yield from [*([32] if n else []), 97 + first, *pair_of_second, *digits[1:]]


def main():
    write("laughter.json", [262] * 1000)
    write("many-words.json", list(many_words()))
    write("merges.json", merges(" ".join(words()), MERGES))


main()
