"""Reads pictures as rows of numbers from 0 to 1."""

import csv

import numpy as np

SIZE = 12
GREYS = "abcdefghijklmnop"


def read(path):
    """Pictures, and their digits where the file has them."""
    with open(path, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    points = np.array([[GREYS.index(point) for point in line["points"]] for line in table]) / 15
    return points, np.array([int(line["digit"]) for line in table if "digit" in line])


def moved(points, right, down):
    """The same pictures, moved by whole points; what comes in is blank."""
    grid = np.pad(points.reshape(-1, SIZE, SIZE), ((0, 0), (2, 2), (2, 2)))
    return grid[:, 2 - down : 2 - down + SIZE, 2 - right : 2 - right + SIZE].reshape(len(points), -1)
