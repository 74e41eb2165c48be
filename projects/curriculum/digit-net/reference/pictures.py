"""Reads pictures as rows of numbers from 0 to 1."""

import csv

import numpy as np

SIZE = 12
GREYS = "abcdefghijklmnop"
EDGE = 2  # blank points around a picture, from where moved ones take what comes in


def read(path):
    """Pictures, and their digits where the file has them."""
    with open(path, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    points = np.array([[GREYS.index(point) for point in line["points"]] for line in table]) / len(GREYS)
    return points, np.array([int(line["digit"]) for line in table if "digit" in line])


def moved(points, right, down):
    """The same pictures, moved by whole points; what comes in is blank."""
    grid = np.pad(points.reshape(len(points), SIZE, SIZE), ((0, 0), (EDGE, EDGE), (EDGE, EDGE)))
    top, left = EDGE - down, EDGE - right
    return grid[:, top : top + SIZE, left : left + SIZE].reshape(points.shape)
