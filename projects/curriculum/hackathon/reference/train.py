"""Learns when 10 people or more wait; leaves the fame of the owners and a logistic model in model.pickle."""

import pickle

import numpy as np
from sklearn.linear_model import LogisticRegression

from columns import columns
from fame import fames
from tables import joined, read

CROWDED = 10

lines = {(row["date"], row["hour"], row["stall"]): row for row in read("queues.csv") if row["waiting"]}  # each once
rows = list(lines.values())
known = [(one, int(row["waiting"])) for one, row in zip(joined(rows), rows, strict=True)]
# each festival sees only what the others knew, as the next one will
without = {festival: fames(known, festival) for festival in {one["festival"] for one, _ in known}}
table = np.array([columns(one, without[one["festival"]].get(one["owner"], 0.0)) for one, _ in known])
model = LogisticRegression(C=1.0, max_iter=1000)
model.fit(table, [waiting >= CROWDED for _, waiting in known])
with open("model.pickle", "wb") as file:
    pickle.dump((fames(known), model), file)
