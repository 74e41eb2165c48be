"""Forecasts the load of each hour of test.csv."""

import numpy as np

from hours import columns, filled, read

with np.load("model.npz") as model:
    table, days = columns(filled(read("test.csv")))
    load = (table @ model["weights"]) * (1 + float(model["growth"]) * days)
for megawatts in load:
    print(f"{megawatts:.1f}")
