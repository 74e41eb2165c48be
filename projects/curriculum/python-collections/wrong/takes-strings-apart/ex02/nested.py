"""Lists in lists and dictionaries in dictionaries."""

from copy import deepcopy

REQUIRED = object()  # None is a fine default, so 'no default' needs a value of its own


def flatten(nested):
    """Everything inside lists and tuples of any depth, in order. Never recurses, so no depth is too much."""
    flat = []
    for item in nested:
        if hasattr(item, "__iter__") and not (isinstance(item, str) and len(item) == 1):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


def dig(data, path, default=REQUIRED):
    """The value at a path such as 'members.0.name'. Raises KeyError with the path when there is no default."""
    for part in path.split("."):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and part.isdecimal() and int(part) < len(data):
            data = data[int(part)]
        elif default is REQUIRED:
            raise KeyError(path)
        else:
            return default
    return data


def merge(first, second):
    """Both dictionaries in a new one that shares nothing with them; the second wins."""
    merged = deepcopy(first)
    for key, value in second.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = merge(merged[key], value)
        else:
            merged[key] = deepcopy(value)
    return merged
