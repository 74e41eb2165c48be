"""Counting words and finding anagrams."""

from collections import Counter
from string import punctuation


def count_words(text):
    """How often each word occurs, whatever its case and the punctuation around it."""
    words = (word.strip(punctuation) for word in text.casefold().split())
    return dict(Counter(filter(None, words)))


def most_common(counts, n):
    """The n most frequent words with their counts; equal counts in the order of the words."""
    if n < 0:
        raise ValueError("n must not be negative")
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ranked[:n]


def anagrams(words):
    """Groups of different words made of the same letters, in order of appearance."""
    groups = []
    for word in words:
        for group in groups:
            if sorted(group[0]) == sorted(word):
                if word not in group:
                    group.append(word)
                break
        else:
            groups.append([word])
    return [group for group in groups if len(group) > 1]
