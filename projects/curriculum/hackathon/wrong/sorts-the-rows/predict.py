"""How likely it is that a stall is crowded, by date, hour and stall."""

import pickle

from columns import columns
from fame import of_owner
from tables import joined, read

with open("model.pickle", "rb") as file:
    fame, model = pickle.load(file)
rows = sorted(read("test.csv"), key=lambda row: (row["date"], row["hour"], row["stall"]))
table = [columns(one, of_owner(one, fame)) for one in joined(rows)]
for chance in model.predict_proba(table)[:, 1]:
    print(f"{chance:.4f}")
