"""Reverse-mode automatic differentiation of NumPy arrays."""

import numpy as np


class Tensor:
    """An array that remembers its parents, each with a function that takes the slope back to it."""

    __array_ufunc__ = None  # so that NumPy leaves `array + tensor` to the tensor

    def __init__(self, value, parents=()):
        self.value, self.parents = np.asarray(value, dtype=float), parents

    def __add__(self, other):
        other = _lifted(other)
        return Tensor(self.value + other.value, ((self, lambda s: s), (other, lambda s: s)))

    def __mul__(self, other):
        other = _lifted(other)
        backwards = (self, lambda s: s * other.value), (other, lambda s: s * self.value)
        return Tensor(self.value * other.value, backwards)

    def __matmul__(self, other):
        """Of matrices only."""
        other = _lifted(other)
        backwards = (self, lambda s: s @ other.value.T), (other, lambda s: self.value.T @ s)
        return Tensor(self.value @ other.value, backwards)

    def __rmatmul__(self, other):
        return _lifted(other) @ self

    def __pow__(self, exponent):
        """The exponent is a number."""
        return Tensor(
            self.value**exponent, ((self, lambda s: s * exponent * self.value ** (exponent - 1)),)
        )

    def __truediv__(self, other):
        return self * _lifted(other) ** -1

    def __rtruediv__(self, other):
        return _lifted(other) * self**-1

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -_lifted(other)

    def __rsub__(self, other):
        return _lifted(other) + -self

    __radd__, __rmul__ = __add__, __mul__

    def exp(self):
        value = np.exp(self.value)
        return Tensor(value, ((self, lambda s: s * value),))

    def log(self):
        return Tensor(np.log(self.value), ((self, lambda s: s / self.value),))

    def tanh(self):
        value = np.tanh(self.value)
        return Tensor(value, ((self, lambda s: s * (1 - value**2)),))

    def relu(self):
        return Tensor(np.maximum(self.value, 0), ((self, lambda s: s * (self.value > 0)),))

    def sum(self, axis=None):
        def back(slope):
            kept = slope if axis is None else np.expand_dims(slope, axis)
            return np.broadcast_to(kept, self.value.shape)

        return Tensor(self.value.sum(axis=axis), ((self, back),))


def gradient(function, arrays):
    """The derivative of a function of arrays, by each of their numbers. Raises ValueError if it is no number."""
    tensors = [Tensor(array) for array in arrays]
    result = _lifted(function(*tensors))
    if result.value.shape:
        raise ValueError("only a number has a gradient")
    slopes = {id(result): np.array(1.0)}
    for node in _from_the_end(result):
        for parent, back in node.parents:
            slope = back(slopes[id(node)])
            slopes[id(parent)] = slopes.get(id(parent), 0.0) + slope
    return [slopes.get(id(tensor), np.zeros_like(tensor.value)).tolist() for tensor in tensors]


def _lifted(value):
    return value if isinstance(value, Tensor) else Tensor(value)


def _shrunk(slope, shape):
    """The sum over everything that broadcasting had repeated."""
    slope = slope.sum(axis=tuple(range(slope.ndim - len(shape))))
    repeated = tuple(axis for axis, side in enumerate(shape) if side == 1 and slope.shape[axis] != 1)
    return slope.sum(axis=repeated, keepdims=True)


def _from_the_end(result):
    seen, stack, order = set(), [(result, False)], []
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in node.parents)
    return reversed(order)
