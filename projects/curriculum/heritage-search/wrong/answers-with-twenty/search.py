"""Answers each question of questions.csv with twenty records."""

import numpy as np

from index import asked
from records import read

TRUST = 12.0  # in what was learnt, against the words as they stand

with np.load("index.npz") as index:
    names, table, learnt = index["names"], index["table"], index["learnt"]
    known, spoken = index["pieces"].tolist(), index["spoken"].tolist()
questions = [each["question"] for each in read("questions.csv")]
plain = np.array([asked(text, known) for text in questions]) @ table.T
meant = np.array([asked(text, spoken) for text in questions]) @ learnt
for scores in plain + TRUST * meant:
    print(*names[np.argsort(-scores, kind="stable")[:20]])
