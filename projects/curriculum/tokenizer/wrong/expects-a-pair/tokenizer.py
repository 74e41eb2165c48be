"""A byte-pair tokenizer. Tokens 0 to 255 are the bytes; each merge makes the next number."""

import codecs
import re
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import pairwise

BYTES = 256
REMEMBERED = 100_000  # pieces whose tokens need not be found again


def pieces(text):
    """Words with the one space before them, and runs of white space: no token reaches beyond one."""
    return re.findall(r" ?\S+|\s+", text)


def train(text, size):
    """The merges of a vocabulary of so many tokens, fewer if no pair occurs twice. Raises ValueError."""
    if size < BYTES:
        raise ValueError("there are 256 bytes to begin with")
    corpus, merges = _Corpus(text), []
    for number in range(BYTES, size):
        pair = corpus.most_frequent()
        if not pair:
            break
        corpus.merge(pair, number)
        merges.append(list(pair))
    return merges


class Tokenizer:
    def __init__(self, merges, special=()):
        """Raises ValueError for a merge of tokens that are not there yet, or one that was there before."""
        self._tokens = [bytes([number]) for number in range(BYTES)]
        self._merged = {}
        for left, right in merges:
            if not (0 <= left < len(self._tokens) and 0 <= right < len(self._tokens)):
                raise ValueError(f"{left} and {right} are not both tokens yet")
            if (left, right) in self._merged:
                raise ValueError(f"{left} and {right} are merged already")
            self._merged[left, right] = len(self._tokens)
            self._tokens.append(self._tokens[left] + self._tokens[right])
        self._special = {text: len(self._tokens) + place for place, text in enumerate(special)}
        self._tokens += [text.encode() for text in special]
        self._of_piece = lru_cache(REMEMBERED)(self._of_piece)

    def token(self, number):
        """The bytes of a token. Raises ValueError."""
        if not 0 <= number < len(self._tokens):
            raise ValueError(f"there is no token {number}")
        return self._tokens[number]

    def encode(self, text, special=False):
        """The tokens of a text. Special tokens are recognised only where that is asked for."""
        if not special or not self._special:
            return self._plain(text)
        longest_first = sorted(self._special, key=len, reverse=True)
        parts = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", text)
        return [
            number
            for place, part in enumerate(parts)
            for number in ([self._special[part]] if place % 2 else self._plain(part))
        ]

    def decode(self, numbers):
        """The text of tokens; bytes that are no UTF-8 become U+FFFD. Raises ValueError."""
        return b"".join(map(self.token, numbers)).decode(errors="replace")

    def stream(self, numbers):
        """For each token the letters that are complete with it; at the end what is left over."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        for number in numbers:
            yield decoder.decode(self.token(number))
        if left := decoder.decode(b"", final=True):
            yield left

    def _plain(self, text):
        return [number for piece in pieces(text) for number in self._of_piece(piece)]

    def _of_piece(self, piece):
        """The earliest merge first, wherever it applies, until none does."""
        numbers = list(piece.encode())
        while len(numbers) > 1:
            pair = min(pairwise(numbers), key=lambda pair: self._merged.get(pair, float("inf")))
            if pair not in self._merged:
                break
            numbers = _replaced(numbers, pair, self._merged[pair])
        return numbers


class _Corpus:
    """The different pieces of a text, how often each occurs, and where pairs are found in them."""

    def __init__(self, text):
        counts = Counter(pieces(text))
        self._words, self._weights = [list(piece.encode()) for piece in counts], list(counts.values())
        self._pairs, self._places = Counter(), defaultdict(set)
        for place in range(len(self._words)):
            self._add(place)
        self._queue = [(-count, pair) for pair, count in self._pairs.items()]
        heapify(self._queue)

    def most_frequent(self):
        """The pair that occurs most often, of equal ones the smallest; None if none occurs twice."""
        while self._queue and self._queue[0][0] != -self._pairs[self._queue[0][1]]:
            heappop(self._queue)
        return self._queue[0][1] if self._queue[0][0] <= -2 else None

    def merge(self, pair, number):
        changed = set()
        for place in self._places.pop(pair):
            changed |= self._add(place, sign=-1)
            self._words[place] = _replaced(self._words[place], pair, number)
            changed |= self._add(place)
        for other in changed:
            heappush(self._queue, (-self._pairs[other], other))

    def _add(self, place, sign=1):
        word, weight = self._words[place], self._weights[place]
        found = list(pairwise(word))
        for pair in found:
            self._pairs[pair] += sign * weight
            if sign > 0:
                self._places[pair].add(place)
        return set(found)


def _replaced(numbers, pair, number):
    """From the left, as often as the pair occurs."""
    found = []
    for token in numbers:
        if found and (found[-1], token) == pair:
            found[-1] = number
        else:
            found.append(token)
    return found
