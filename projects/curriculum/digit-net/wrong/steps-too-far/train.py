"""Learns from train.csv; leaves the layers in layers.npz."""

import numpy as np

from network import Momentum, gradients, made
from pictures import moved, read

ROUNDS, BATCHES, RATE, UNITS = 40, 40, 30, 128
STEPS = (-1, 0, 1)  # points that pictures are moved by
SEED = 1

dice = np.random.default_rng(SEED)
points, digits = read("train.csv")
layers = made([points.shape[1], UNITS, 10], dice)
walk = Momentum(layers)
for rate in np.linspace(RATE, 0, ROUNDS):
    shifted = moved(points, *dice.choice(STEPS, size=2))
    for batch in np.array_split(dice.permutation(len(points)), BATCHES):
        walk.step(layers, gradients(layers, shifted[batch], digits[batch]), rate)
np.savez("layers.npz", *(part for layer in layers for part in layer))
