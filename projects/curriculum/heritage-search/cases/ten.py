"""The share of answers that name ten records, no more and no less."""


def score(labels, predictions):
    return sum(len(line) == 10 for line in predictions) / len(predictions)
