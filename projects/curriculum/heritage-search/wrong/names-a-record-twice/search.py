"""Answers each question of questions.csv with ten records."""

import numpy as np

from index import asked
from records import LENGTH, read

with np.load("index.npz") as index:
    names, table, learnt = index["names"], index["table"].astype(np.float32), index["learnt"]
    numbers = {piece: at for at, piece in enumerate(index["pieces"].tolist())}
    spoken = {piece: at for at, piece in enumerate(index["spoken"].tolist())}
questions = [each["question"] for each in read("questions.csv")]
plain = np.array([asked(text, numbers) for text in questions]) @ table.T
meant = np.array([asked(text, spoken) for text in questions]) @ learnt
for first, second in zip(meant, plain):
    both = [*np.argsort(-first, kind="stable")[:5], *np.argsort(-second, kind="stable")[:5]]
    print(*names[both])
