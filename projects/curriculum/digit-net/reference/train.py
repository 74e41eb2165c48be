"""Learns from train.csv; leaves the layers in layers.npz."""

import numpy as np

from network import Momentum, gradients, made
from pictures import moved, read

ROUNDS, BATCH = 40, 50

dice = np.random.default_rng(1)
points, digits = read("train.csv")
layers = made([points.shape[1], 128, 10], dice)
walk = Momentum(layers)
for number in range(ROUNDS):
    shifted = moved(points, *dice.integers(-1, 2, size=2))
    order = dice.permutation(len(points))
    rate = 0.08 * (1 - number / ROUNDS)
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        walk.step(layers, gradients(layers, shifted[batch], digits[batch]), rate)
np.savez("layers.npz", *(part for layer in layers for part in layer))
