"""Prepares the search: weighs pieces by BM25, and learns from judged questions which words mean the same."""

from collections import Counter

import numpy as np

from records import pieces, read

ENOUGH = 1.2  # of BM25: how soon a piece that comes again says little more; all records are about as long
RIDGE = 6.0


def bm25(texts, known):
    """A row for each text, a column for each piece that is known."""
    numbers = {piece: number for number, piece in enumerate(known)}
    table = np.zeros((len(texts), len(known)), dtype=np.float32)
    for row, text in enumerate(texts):
        for piece, count in Counter(pieces(text)).items():
            table[row, numbers[piece]] = count
    rare = np.log1p(len(texts) / np.count_nonzero(table, axis=0))
    return rare * table / (table + ENOUGH)


def all_pieces(texts):
    return sorted({piece for text in texts for piece in pieces(text)})


def asked(text, known):
    """Which of the known pieces the question has."""
    there = set(pieces(text))
    return np.array([piece in there for piece in known], dtype=np.float32)


def translation(judged, places, table, spoken):
    """By ridge regression: what stands in the records that answer, for each piece of a question."""
    questions = np.array([asked(each["question"], spoken) for each in judged])
    answers = []
    for each in judged:
        names, gains = zip(*(pair.split("=") for pair in each["worth"].split()))
        answers.append(np.average(table[[places[name] for name in names]], axis=0, weights=np.array(gains, dtype=float)))
    gram = questions @ questions.T + RIDGE * np.eye(len(judged))
    return questions.T @ np.linalg.solve(gram, np.array(answers) - table.mean(axis=0))


if __name__ == "__main__":
    records, judged = read("records.csv"), read("judged.csv")
    texts = [f"{each['title']} {each['text']}" for each in records]
    known, spoken = all_pieces(texts), all_pieces(each["question"] for each in judged)
    table = bm25(texts, known)
    names = [each["record"] for each in records]
    learnt = translation(judged, {name: at for at, name in enumerate(names)}, table, spoken)
    norm = np.linalg.norm(table, axis=1, keepdims=True)
    np.savez("index.npz", names=names, pieces=known, spoken=spoken, table=table, learnt=learnt @ (table / norm).T)
