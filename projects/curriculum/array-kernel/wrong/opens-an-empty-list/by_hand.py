"""Arrays as nested lists: their shape, their products, and how a small one is stretched over a large one."""

from operator import mul


def shape(nested):
    """The length of each level, outermost first. Raises ValueError if some level is not of one length."""
    if not isinstance(nested, list):
        return ()
    inside = {shape(part) for part in nested}
    if len(inside) > 1:
        raise ValueError("the rows differ in shape")
    return (len(nested), *inside.pop())


def transpose(matrix):
    _sides(matrix)
    return [list(column) for column in zip(*matrix)]


def matmul(left, right):
    """The matrix product. Raises ValueError if the inner sides differ."""
    if _sides(left)[1] != _sides(right)[0]:
        raise ValueError("the inner sides differ")
    columns = list(zip(*right))
    return [[sum(map(mul, row, column)) for column in columns] for row in left]


def power(matrix, exponent, modulus):
    """The matrix times itself, so many times, with every number modulo `modulus`. By squaring."""
    rows, columns = _sides(matrix)
    if rows != columns or exponent < 0:
        raise ValueError("it takes a square matrix and an exponent of at least 0")
    found = [[int(row == column) % modulus for column in range(rows)] for row in range(rows)]
    while exponent:
        if exponent % 2:
            found = _reduced(matmul(found, matrix), modulus)
        matrix = _reduced(matmul(matrix, matrix), modulus)
        exponent //= 2
    return found


def total(nested, axis=None):
    """The sum of everything, or along one axis; a negative axis counts from the innermost."""
    dimensions = len(shape(nested))
    if axis is None:
        return _everything(nested)
    if not -dimensions <= axis < dimensions:
        raise ValueError("there is no such axis")
    return _along(nested, axis % dimensions)


def broadcast_shape(first, second):
    """The shape of the result when arrays of these shapes meet. Raises ValueError if they do not fit."""
    width = max(len(first), len(second))
    pairs = zip(_padded(first, width), _padded(second, width))
    return tuple(_common(one, other) for one, other in pairs)


def combine(function, first, second):
    """`function` of every pair of numbers, the smaller array stretched over the larger one."""
    one, other = shape(first), shape(second)
    return _combined(function, first, len(one), second, len(other), broadcast_shape(one, other))


def _sides(matrix):
    sides = shape(matrix)
    if len(sides) != 2 or 0 in sides:
        raise ValueError("a matrix has rows and columns, at least one of each")
    return sides


def _reduced(matrix, modulus):
    return [[value % modulus for value in row] for row in matrix]


def _everything(nested):
    return sum(map(_everything, nested)) if isinstance(nested, list) else nested


def _along(nested, axis):
    if axis:
        return [_along(part, axis - 1) for part in nested]
    if not nested or not isinstance(nested[0], list):
        return sum(nested)
    return [_along(list(parts), 0) for parts in zip(*nested)]


def _padded(dimensions, width):
    return (1,) * (width - len(dimensions)) + tuple(dimensions)


def _common(one, other):
    if one != other and 1 not in (one, other):
        raise ValueError(f"{one} and {other} do not fit")
    return other if one == 1 else one


def _combined(function, first, one, second, other, target):
    """`one` and `other` are the depths of the arrays, `target` is what is left of the shape to make."""
    if not target:
        return function(first, second)
    places = range(target[0])
    firsts = [_part(first, place, one == len(target)) for place in places]
    seconds = [_part(second, place, other == len(target)) for place in places]
    one, other = min(one, len(target) - 1), min(other, len(target) - 1)
    return [
        _combined(function, left, one, right, other, target[1:]) for left, right in zip(firsts, seconds)
    ]


def _part(nested, place, as_deep):
    """What of an array stands at a place: it may be repeated, or the whole of it may."""
    if not as_deep:
        return nested
    return nested[0] if len(nested) == 1 else nested[place]
