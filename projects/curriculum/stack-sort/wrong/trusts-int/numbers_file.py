"""Reading the numbers."""


def parse(text):
    words = text.split()
    if len(set(words)) < len(words):
        raise ValueError("a number comes twice")
    return [int(word) for word in words]
