"""Streams: generators that draw no more from their source than they need."""

from collections import deque


def forever(items):
    """The items again and again. Nothing at all when there are none."""
    seen = []
    for item in items:
        seen.append(item)
        yield item
    while seen:
        yield from seen


def batches(items, size):
    """Lists of `size` items; the last may be shorter."""
    if size < 1:
        raise ValueError("a batch holds at least one item")
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def windows(items, size):
    """Tuples of `size` neighbours: (1, 2), (2, 3), (3, 4) …"""
    if size < 1:
        raise ValueError("a window holds at least one item")
    window = deque(maxlen=size)
    for item in items:
        if len(window) == size:
            yield tuple(window)
        window.append(item)


def unique(items):
    """Each item the first time it is met."""
    met = set()
    for item in items:
        if item not in met:
            met.add(item)
            yield item


def merge_sorted(first, second):
    """Two ascending streams as one; of equal items the first stream's comes first."""
    end = object()
    first, second = iter(first), iter(second)
    left, right = next(first, end), next(second, end)
    while left is not end and right is not end:
        if right < left:
            yield right
            right = next(second, end)
        else:
            yield left
            left = next(first, end)
    if left is not end:
        yield left
        yield from first
    if right is not end:
        yield right
        yield from second
