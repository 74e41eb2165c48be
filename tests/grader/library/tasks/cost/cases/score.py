PRICES = {"unsure": 0.25}


def score(labels, predictions):
    pairs = zip(labels, predictions, strict=True)
    return sum(PRICES.get(got, 1) for wanted, got in pairs if wanted != got) / len(labels)
