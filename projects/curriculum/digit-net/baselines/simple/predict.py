"""Writes the digit of each picture of test.csv."""

import numpy as np
from network import forward
from pictures import read

parts = list(np.load("layers.npz").values())
layers = list(zip(parts[::2], parts[1::2], strict=True))
for digit in forward(layers, read("test.csv")[0])[-1].argmax(axis=1):
    print(digit)
