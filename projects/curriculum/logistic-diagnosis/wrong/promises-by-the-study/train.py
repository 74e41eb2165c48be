"""Learns from train.csv; leaves the model in model.npz and the usual values in usual.json."""

import json

import numpy as np

from logistic import fit, log_loss
from people import features, medians, read

FOLDS = 5
PRICES = (0.003, 0.01, 0.03, 0.1, 0.3)


def loss_held_back(rows, ill, price):
    """The mean log loss on parts of the rows that were kept back from the fit."""
    losses = []
    for part in range(FOLDS):
        kept = np.arange(len(rows)) % FOLDS == part
        weights = fit(rows[~kept], ill[~kept], price, steps=200)
        losses.append(log_loss(weights, rows[kept], ill[kept]))
    return np.mean(losses)


def main():
    people = read("train.csv")
    usual = medians(people)
    rows = features(people, usual)
    ill = np.array([one["label"] == "ill" for one in people], dtype=float)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    rows = (rows - mean) / spread
    price = min(PRICES, key=lambda each: loss_held_back(rows, ill, each))
    weights = fit(rows, ill, price)
    np.savez("model.npz", weights=weights, mean=mean, spread=spread)
    with open("usual.json", "w", encoding="utf-8") as file:
        json.dump(usual, file)


main()
