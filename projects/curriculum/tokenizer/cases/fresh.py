"""Makes texts anew for each run. All pairs are counted anew for each merge, which few words allow."""

import random
import re
from itertools import pairwise


def text(seed, given):
    """A few words many times: what is learnt from them, and what one of them then becomes."""
    dice = random.Random(seed)  # noqa: S311
    words = ["".join(dice.choices("빛고을ab", k=dice.randint(1, 4))) for _ in range(given["words"])]
    whole = " ".join(dice.choices(words, k=given["words"] * 5))
    merges = _learnt(whole, 256 + given["merges"])
    said = " ".join(dice.choices(words, k=4)) + "!"
    numbers = [number for piece in _pieces(said) for number in _merged(piece, merges)]
    return {
        "steps": [
            {"args": [whole, 256 + given["merges"]], "expect": merges},
            {"call": "Tokenizer", "args": [merges]},
            {"call": "Tokenizer.encode", "args": [said], "expect": numbers},
            {"call": "Tokenizer.decode", "args": [numbers], "expect": said},
        ]
    }


def _pieces(text):
    return [list(piece.encode()) for piece in re.findall(r" ?\S+|\s+", text)]


def _learnt(text, size):
    pieces, merges = _pieces(text), []
    while 256 + len(merges) < size:
        pairs = [pair for piece in pieces for pair in pairwise(piece)]
        count, pair = min(((-pairs.count(pair), pair) for pair in set(pairs)), default=(0, ()))
        if count > -2:
            break
        merges.append(list(pair))
        pieces = [_joined(piece, pair, 255 + len(merges)) for piece in pieces]
    return merges


def _merged(piece, merges):
    for number, pair in enumerate(merges, start=256):
        piece = _joined(piece, tuple(pair), number)
    return piece


def _joined(piece, pair, number):
    made = []
    while piece:
        taken = 2 if tuple(piece[:2]) == pair else 1
        made.append(number if taken == 2 else piece[0])
        piece = piece[taken:]
    return made
