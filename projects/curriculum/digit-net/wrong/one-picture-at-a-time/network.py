"""A network of layers with rectified units and a softmax at the end. Layers are pairs (weights, biases)."""

from itertools import pairwise

import numpy as np

GAIN = 2  # of He: half of the units are silent
KEEP = 0.9  # of the speed from step to step


def made(sizes, dice):
    """Layers from `sizes[0]` inputs to `sizes[-1]` outputs, at a scale that keeps signals as large as they are."""
    return [
        (dice.normal(0, np.sqrt(GAIN / fan_in), (fan_in, fan_out)), np.zeros(fan_out))
        for fan_in, fan_out in pairwise(sizes)
    ]


def forward(layers, rows):
    """What each layer gives, the inputs first and the probabilities last."""
    *hidden, (weights, biases) = layers
    values = [rows]
    for own, bias in hidden:
        rows = np.maximum(rows @ own + bias, 0)
        values.append(rows)
    return [*values, softmax(rows @ weights + biases)]


def softmax(levels):
    """Probabilities of each row; the largest level is taken off first, so that nothing overflows."""
    powers = np.exp(levels - levels.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def gradients(layers, rows, digits):
    """The slope of the mean log loss by all weights and biases, layer by layer."""
    values = forward(layers, rows)
    error = values.pop()
    error[np.arange(len(rows)), digits] -= 1
    error /= len(rows)
    found = []
    for (weights, _), value in zip(reversed(layers), reversed(values)):
        slope = np.zeros_like(weights)
        for row in range(len(value)):
            for unit in range(value.shape[1]):
                slope[unit] += value[row, unit] * error[row]
        found.append((slope, error.sum(axis=0)))
        error = error @ weights.T * (value > 0)
    return found[::-1]


class Momentum:
    """Walks downhill with a memory of where it went."""

    def __init__(self, layers):
        self.speeds = [tuple(np.zeros_like(part) for part in layer) for layer in layers]

    def step(self, layers, slopes, rate):
        for layer, slope, speed in zip(layers, slopes, self.speeds):
            for part, own, fast in zip(layer, slope, speed):
                fast *= KEEP
                fast -= rate * own
                part += fast
