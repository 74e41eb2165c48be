import os

os.makedirs("out")
os.rename("model.npy", "out/predictions.csv")  # what is fetched is never loaded
