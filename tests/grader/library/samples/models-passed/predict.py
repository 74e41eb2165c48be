import pickle
from pathlib import Path

import numpy
import pandas

with open("model.pkl", "rb") as file:
    model = pickle.load(file)
Path("out").mkdir()
rows = pandas.read_csv("test.csv")
numpy.savetxt("out/predictions.csv", model.predict_proba(rows[["heat", "age"]])[:, 1])
