"""Says the same digit of every picture."""

import numpy as np
from pictures import read

digit = np.load("layers.npz")["arr_0"]
for _ in read("test.csv")[0]:
    print(digit)
