"""All people in one group: nothing is told of anybody."""


def groups(people, k):
    return [list(range(len(people)))] if people else []
