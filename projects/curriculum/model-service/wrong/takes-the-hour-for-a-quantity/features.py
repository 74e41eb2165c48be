"""What a model sees of a row. Training and serving use this one place, so they cannot disagree."""

import numpy as np


def features(hours, weekdays, temperatures, rains):
    """A matrix with one line per row: which hour of which kind of day, and the weather."""
    hours, weekdays = np.asarray(hours, int), np.asarray(weekdays, int)
    temperatures, rains = np.asarray(temperatures, float), np.asarray(rains, float)
    kinds = np.column_stack([np.ones(len(hours)), hours, weekdays])
    warm = temperatures / 10
    return np.column_stack([kinds, warm, warm**2, rains])
