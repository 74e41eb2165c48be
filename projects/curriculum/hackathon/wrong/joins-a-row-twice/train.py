"""Learns when 10 people or more wait; leaves the fame of the owners and a logistic model in model.pickle."""

import pickle

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from columns import columns
from fame import fames, of_owner
from tables import joined, read

CROWDED = 10
STEPS = 1000  # of the fit at most

lines = {(row["date"], row["hour"], row["stall"]): row for row in read("queues.csv") if row["waiting"]}  # each once
rows = list(lines.values())
waiting = {name: int(row["waiting"]) for name, row in lines.items()}
known = [(one, waiting[one["date"], str(one["hour"]), one["stall"]]) for one in joined(rows)]
# each festival sees only what the others knew, as the next one will
without = {festival: fames(known, festival) for festival in {one["festival"] for one, _ in known}}
table = [columns(one, of_owner(one, without[one["festival"]])) for one, _ in known]
model = make_pipeline(DictVectorizer(sparse=False), StandardScaler(), LogisticRegression(max_iter=STEPS))
model.fit(table, [many >= CROWDED for _, many in known])
with open("model.pickle", "wb") as file:
    pickle.dump((fames(known), model), file)
