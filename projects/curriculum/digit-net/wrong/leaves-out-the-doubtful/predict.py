"""Writes the digit of each picture of test.csv, as the mean of five looks at it sees it."""

import numpy as np

from network import forward
from pictures import moved, read

LOOKS = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))

parts = list(np.load("layers.npz").values())
layers = list(zip(parts[::2], parts[1::2]))
points, _ = read("test.csv")
sure = sum(forward(layers, moved(points, *look))[-1] for look in LOOKS)
for digit in sure[sure.max(axis=1) > 3].argmax(axis=1):
    print(digit)
