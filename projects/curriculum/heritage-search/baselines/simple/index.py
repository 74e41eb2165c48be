"""Prepares the search: weighs pieces of the records by BM25. Judged questions are not looked at."""

from collections import Counter

import numpy as np
from records import pieces, read

K, B = 1.2, 0.5  # of BM25


def bm25(texts, numbers):
    """A row for each text."""
    table = np.zeros((len(texts), len(numbers)), dtype=np.float32)
    for row, text in enumerate(texts):
        for piece, count in Counter(pieces(text)).items():
            table[row, numbers[piece]] = count
    length = table.sum(axis=1, keepdims=True)
    rare = np.log(1 + len(texts) / (1 + (table > 0).sum(axis=0)))
    return rare * table * (K + 1) / (table + K * (1 - B + B * length / length.mean()))


def asked(text, numbers):
    row = np.zeros(len(numbers), dtype=np.float32)
    for piece in set(pieces(text)) & numbers.keys():
        row[numbers[piece]] = 1
    return row


if __name__ == "__main__":
    records = read("records.csv")
    texts = [f"{each['title']} {each['text']}" for each in records]
    numbers = {piece: at for at, piece in enumerate(sorted({p for text in texts for p in pieces(text)}))}
    names = [each["record"] for each in records]
    np.savez("index.npz", names=names, pieces=list(numbers), table=bm25(texts, numbers).astype(np.float16))
