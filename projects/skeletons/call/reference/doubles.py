"""TODO(author): the model answer."""


def doubled(number):
    if not isinstance(number, int):
        raise TypeError(number)
    return 2 * number
