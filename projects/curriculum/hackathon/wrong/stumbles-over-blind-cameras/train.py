"""Learns when 10 people or more wait; leaves the fame of the owners and a logistic model in model.pickle."""

import pickle

import numpy as np
from sklearn.linear_model import LogisticRegression

from columns import columns
from fame import fames
from tables import joined, read

rows = read("queues.csv")
known = [(one, int(row["waiting"])) for one, row in zip(joined(rows), rows, strict=True)]
fame = fames(known)
table = np.array([columns(one, fame[one["owner"]]) for one, _ in known])
model = LogisticRegression(max_iter=1000)
model.fit(table, [waiting >= 10 for _, waiting in known])
with open("model.pickle", "wb") as file:
    pickle.dump((fame, model), file)
