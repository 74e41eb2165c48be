"""Answers each question of questions.csv with the ten records that share most with it."""

import numpy as np
from index import asked
from records import LENGTH, read

with np.load("index.npz") as index:
    names, table = index["names"], index["table"].astype(np.float32)
    numbers = {piece: at for at, piece in enumerate(index["pieces"].tolist())}
questions = [each["question"] for each in read("questions.csv")]
for scores in np.array([asked(text, numbers) for text in questions]) @ table.T:
    print(*names[np.argsort(-scores, kind="stable")[:LENGTH]])
