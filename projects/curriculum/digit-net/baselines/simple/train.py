"""One layer, which is softmax regression."""

import numpy as np
from network import Momentum, gradients, made
from pictures import read

dice = np.random.default_rng(1)
points, digits = read("train.csv")
layers = made([points.shape[1], 10], dice)
walk = Momentum(layers)
for _ in range(30):
    for batch in np.array_split(dice.permutation(len(points)), 40):
        walk.step(layers, gradients(layers, points[batch], digits[batch]), 0.02)
np.savez("layers.npz", *(part for layer in layers for part in layer))
