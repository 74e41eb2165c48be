"""Reverse-mode automatic differentiation of numbers."""

import math


class Variable:
    """A number that remembers what it was made of: its parents, each with the derivative by it."""

    __slots__ = ("parents", "value")

    def __init__(self, value, parents=()):
        self.value, self.parents = float(value), parents

    def __add__(self, other):
        other = _lifted(other)
        return Variable(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = _lifted(other)
        return Variable(self.value * other.value, ((self, other.value), (other, self.value)))

    def __truediv__(self, other):
        return self * _lifted(other) ** -1

    def __pow__(self, other):
        """The derivative by the exponent needs a logarithm, which a constant exponent must not ask for."""
        if not isinstance(other, Variable):
            slope = other * self.value ** (other - 1) if other else 0.0
            return Variable(self.value**other, ((self, slope),))
        return (self.log() * other).exp()

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -_lifted(other)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return _lifted(other) - self

    def __rtruediv__(self, other):
        return _lifted(other) / self

    def __rpow__(self, other):
        return (self * math.log(other)).exp()

    def exp(self):
        value = math.exp(self.value)
        return Variable(value, ((self, value),))

    def log(self):
        """Raises ValueError unless the number is positive."""
        return Variable(math.log(self.value), ((self, 1 / self.value),))

    def tanh(self):
        value = math.tanh(self.value)
        return Variable(value, ((self, 1 - value * value),))

    def sigmoid(self):
        """By tanh, which knows how to deal with large numbers."""
        return (self * 0.5).tanh() * 0.5 + 0.5

    def relu(self):
        return Variable(max(self.value, 0.0), ((self, float(self.value > 0)),))


def value_and_gradient(function, point):
    """What the function is at a point, and its derivative in each direction."""
    first, *others = (Variable(number) for number in point)
    variables = [first, *others]
    result = _lifted(function(*variables))
    slopes = {id(result): 1.0}
    for node in _from_the_end(result):
        slope = slopes.get(id(node), 0.0)
        for parent, local in node.parents:
            slopes[id(parent)] = slopes.get(id(parent), 0.0) + slope * local
    return result.value, [slopes.get(id(variable), 0.0) for variable in variables]


def gradient(function, point):
    return value_and_gradient(function, point)[1]


def numeric_gradient(function, point, step):
    """The same by central differences: twice as many calls as there are numbers, and not exact."""
    return [
        (_moved(function, point, place, step) - _moved(function, point, place, -step)) / (2 * step)
        for place in range(len(point))
    ]


def disagreement(function, point, claimed):
    """The largest difference between a claimed gradient and the numeric one, relative above 1."""
    measured = numeric_gradient(function, point, 1e-5)
    if len(measured) != len(claimed):
        raise ValueError("the gradient needs a number for each direction")
    pairs = zip(measured, claimed)
    return max((abs(one - other) / max(1.0, abs(one), abs(other)) for one, other in pairs), default=0.0)


def descend(function, start, rate, steps):
    """Where so many steps against the gradient lead."""
    point = [float(number) for number in start]
    for _ in range(steps):
        point = [number - rate * slope for number, slope in zip(point, gradient(function, point))]
    return point


def hessian(function, point):
    """The second derivatives, as differences of exact gradients."""
    step = 1e-5
    rows = []
    for place in range(len(point)):
        ahead = gradient(function, _shifted(point, place, step))
        behind = gradient(function, _shifted(point, place, -step))
        rows.append([(one - other) / (2 * step) for one, other in zip(ahead, behind)])
    return rows


def _lifted(value):
    return value if isinstance(value, Variable) else Variable(value)


def _shifted(point, place, step):
    return [number + step * (at == place) for at, number in enumerate(point)]


def _moved(function, point, place, step):
    return _lifted(function(*map(Variable, _shifted(point, place, step)))).value


def _from_the_end(result):
    """Every node once, each after all that were made of it. Without recursion: chains may be long."""
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
