import pickle

import pandas
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rows = pandas.read_csv("train.csv")
model = make_pipeline(StandardScaler(), LogisticRegression())
model.fit(rows[["heat", "age"]], rows["broke"])
with open("model.pkl", "wb") as file:
    pickle.dump(model, file)
