"""Learns factors of readers and books from loans.csv; leaves them in model.npz."""

import numpy as np

from factors import factorise
from loans import read

WIDTH, STRENGTH, ROUNDS = 9, 12.0, 10

rows = read("loans.csv")
readers = sorted({row["reader"] for row in rows})
books = sorted({row["book"] for row in rows})
reader_at, book_at = ({name: at for at, name in enumerate(names)} for names in (readers, books))
confidence = np.zeros((len(readers), len(books)))
seen = np.zeros(confidence.shape, dtype=bool)
for row in rows:
    place = reader_at[row["reader"]], book_at[row["book"]]
    seen[place] = True
    confidence[place] = np.log(int(row["days"]))  # what is back after a day was not read
mine, theirs = factorise(confidence, WIDTH, STRENGTH, ROUNDS)
fame = confidence.sum(axis=0)
np.savez("model.npz", readers=readers, books=books, mine=mine, theirs=theirs, seen=seen, fame=fame)
