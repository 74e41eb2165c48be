"""Counting words and finding anagrams."""

from collections import Counter, defaultdict
from string import punctuation


def count_words(text):
    """How often each word occurs, whatever its case and the punctuation around it."""
    words = (word.strip(punctuation) for word in text.casefold().split())
    return dict(Counter(filter(None, words)))


def most_common(counts, n):
    """The n most frequent words with their counts; equal counts in the order of the words."""
    return Counter(counts).most_common(n)


def anagrams(words):
    """Groups of different words made of the same letters, in order of appearance."""
    groups = defaultdict(dict)  # sorted letters → its words; a dict keeps each once and in order
    for word in words:
        groups["".join(sorted(word))][word] = True
    return [list(group) for group in groups.values() if len(group) > 1]
