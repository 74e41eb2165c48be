"""The recall of the house served worst, at the one threshold with ten false alarms in a hundred."""

RATE = 0.10


def score(labels, predictions):
    """Labels are like 'rural:1'; the larger a prediction, the more urgent."""
    people = [(*label.split(":"), risk) for label, risk in zip(labels, predictions, strict=True)]
    calm = sorted((risk for _, worse, risk in people if worse == "0"), reverse=True)
    threshold = calm[int(len(calm) * RATE)]  # an alarm is raised above it
    return min(_recall(people, house, threshold) for house in {house for house, _, _ in people})


def _recall(people, house, threshold):
    risks = [risk for own, worse, risk in people if own == house and worse == "1"]
    return sum(risk > threshold for risk in risks) / max(len(risks), 1)
