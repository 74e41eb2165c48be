"""Whether a stall is crowded, for each row of test.csv."""

import pickle

import numpy as np

from columns import columns
from tables import joined, read

with open("model.pickle", "rb") as file:
    fame, model = pickle.load(file)
table = np.array([columns(one, fame.get(one["owner"], 0.0)) for one in joined(read("test.csv"))])
for crowded in model.predict(table):
    print(int(crowded))
