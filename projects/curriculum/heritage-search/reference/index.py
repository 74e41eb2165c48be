"""Prepares the search: weighs pieces by BM25, and learns from judged questions which words mean the same."""

from collections import Counter

import numpy as np

from records import pieces, read

K, B = 1.2, 0.5  # of BM25
RIDGE = 6.0


def bm25(texts, numbers):
    """A row for each text."""
    table = np.zeros((len(texts), len(numbers)), dtype=np.float32)
    for row, text in enumerate(texts):
        for piece, count in Counter(pieces(text)).items():
            if piece in numbers:
                table[row, numbers[piece]] = count
    length = table.sum(axis=1, keepdims=True)
    rare = np.log(1 + len(texts) / (1 + (table > 0).sum(axis=0)))
    return rare * table * (K + 1) / (table + K * (1 - B + B * length / length.mean()))


def numbered(texts, least):
    counts = Counter(piece for text in texts for piece in set(pieces(text)))
    return {piece: number for number, piece in enumerate(sorted(p for p, count in counts.items() if count >= least))}


def asked(text, numbers):
    row = np.zeros(len(numbers), dtype=np.float32)
    for piece in set(pieces(text)) & numbers.keys():
        row[numbers[piece]] = 1
    return row


def translation(judged, places, table, numbers):
    """By ridge regression: what stands in the records that answer, for each piece of a question."""
    questions = np.array([asked(each["question"], numbers) for each in judged])
    answers = np.zeros((len(judged), table.shape[1]), dtype=np.float32)
    for row, each in enumerate(judged):
        gains = [pair.split("=") for pair in each["worth"].split()]
        weights = np.array([float(gain) for _, gain in gains], dtype=np.float32)
        answers[row] = weights @ table[[places[name] for name, _ in gains]] / weights.sum()
    answers -= table.mean(axis=0)
    gram = questions @ questions.T + RIDGE * np.eye(len(judged), dtype=np.float32)
    return questions.T @ np.linalg.solve(gram, answers)


if __name__ == "__main__":
    records, judged = read("records.csv"), read("judged.csv")
    texts = [f"{each['title']} {each['text']}" for each in records]
    numbers, spoken = numbered(texts, 2), numbered([each["question"] for each in judged], 2)
    table = bm25(texts, numbers)
    names = [each["record"] for each in records]
    learnt = translation(judged, {name: at for at, name in enumerate(names)}, table, spoken)
    norm = np.linalg.norm(table, axis=1, keepdims=True)
    np.savez(
        "index.npz",
        names=names,
        pieces=list(numbers),
        spoken=list(spoken),
        table=table.astype(np.float16),
        learnt=(learnt @ (table / norm).T).astype(np.float32),
    )
