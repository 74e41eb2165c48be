"""Whether a stall is crowded, for each row of test.csv."""

import pickle

from columns import columns
from fame import of_owner
from tables import joined, read

with open("model.pickle", "rb") as file:
    fame, model = pickle.load(file)
table = [columns(one, of_owner(one, fame)) for one in joined(read("test.csv"))]
for crowded in model.predict(table):
    print(int(crowded))
