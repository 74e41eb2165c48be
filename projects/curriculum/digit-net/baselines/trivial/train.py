"""Learns which digit is the most frequent one."""

import numpy as np
from pictures import read

np.savez("layers.npz", np.bincount(read("train.csv")[1]).argmax())
