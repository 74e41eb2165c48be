"""Linear regression by gradient descent. `weights[0]` is the intercept, `weights[1:]` belong to the columns."""

from math import isfinite, sqrt


def predict(weights, rows):
    """What the weights say for each row."""
    intercept, *slopes = weights
    return [intercept + _dot(slopes, row) for row in rows]


def mean_squared_error(weights, rows, targets):
    """The mean of the squared errors. Raises ValueError where there is nothing, or not a target for each row."""
    errors = _errors(weights, rows, targets)
    return sum(error * error for error in errors) / len(errors)


def gradient(weights, rows, targets):
    """The slope of the mean squared error in the direction of each weight."""
    errors = _errors(weights, rows, targets)
    step = 2 / len(errors)
    return [step * sum(errors), *(step * _slope(column, weights, rows, targets) for column in range(_width(rows)))]


def _slope(column, weights, rows, targets):
    return sum(_errors(weights, rows, targets)[line] * row[column] for line, row in enumerate(rows))


def fit(rows, targets, rate, steps):
    """The weights after so many steps downhill from zero. Raises OverflowError if it runs away."""
    weights = [0.0] * (1 + _width(rows))
    for _ in range(steps):
        weights = _stepped(weights, gradient(weights, rows, targets), rate)
    return weights


def fit_until(rows, targets, rate, tolerance, most):
    """Weights and number of steps when no part of the gradient exceeds the tolerance, or after `most` steps."""
    weights = [0.0] * (1 + _width(rows))
    for steps in range(most):
        slope = gradient(weights, rows, targets)
        if max(map(abs, slope)) <= tolerance:
            return weights, steps
        weights = _stepped(weights, slope, rate)
    return weights, most


class Scaler:
    """Brings columns to mean 0 and standard deviation 1, by what it has seen in `learn`."""

    def __init__(self):
        self.means, self.spreads = None, None

    def learn(self, rows):
        """Raises ValueError if there is no row."""
        _width(rows)
        columns = list(zip(*rows))
        self.means = [sum(column) / len(column) for column in columns]
        self.spreads = [
            sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0
            for column, mean in zip(columns, self.means)
        ]

    def scaled(self, rows):
        """New rows. Raises RuntimeError before `learn`."""
        if self.means is None:
            raise RuntimeError("learn comes first")
        return [[(v - m) / s for v, m, s in zip(row, self.means, self.spreads)] for row in rows]


def _dot(first, second):
    return sum(map(float.__mul__, map(float, first), map(float, second)))


def _errors(weights, rows, targets):
    if not rows or len(rows) != len(targets):
        raise ValueError("rows and targets must be as many, and at least one")
    return [guess - target for guess, target in zip(predict(weights, rows), targets)]


def _width(rows):
    if not rows:
        raise ValueError("there are no rows")
    return len(rows[0])


def _stepped(weights, slope, rate):
    after = [weight - rate * part for weight, part in zip(weights, slope)]
    if not all(map(isfinite, after)):
        raise OverflowError("the weights run away; the rate is too large")
    return after
