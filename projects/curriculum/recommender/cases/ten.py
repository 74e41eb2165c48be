"""The share of lists that name ten books, no more and no less."""


def score(labels, predictions):
    return sum(len(line) == 10 for line in predictions) / len(predictions)
