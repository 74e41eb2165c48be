"""Factors of the plain table of ones and zeros by singular values; days are not looked at."""

import numpy as np
from loans import read

WIDTH = 40

rows = read("loans.csv")
readers = sorted({row["reader"] for row in rows})
books = sorted({row["book"] for row in rows})
reader_at, book_at = ({name: at for at, name in enumerate(names)} for names in (readers, books))
table = np.zeros((len(readers), len(books)))
for row in rows:
    table[reader_at[row["reader"]], book_at[row["book"]]] = 1
left, values, right = np.linalg.svd(table, full_matrices=False)
mine, theirs = left[:, :WIDTH] * values[:WIDTH], right[:WIDTH].T
np.savez(
    "model.npz",
    readers=readers,
    books=books,
    mine=mine,
    theirs=theirs,
    seen=table > 0,
    fame=table.sum(axis=0),
)
