def share(part, whole):
    return part / whole if whole else 0.0


def scores(truth, predicted, positive):
    pairs = [(true == positive, said == positive) for true, said in zip(truth, predicted, strict=True)]
    tp, fp = pairs.count((True, True)), pairs.count((False, True))
    fn, tn = pairs.count((True, False)), pairs.count((False, False))
    precision, recall = share(tp, tp + fp), share(tp, tp + fn)
    f1 = (precision + recall) / 2
    return {"tp": tp, "fp": fp, "fn": fn, "tn": tn, "precision": precision, "recall": recall, "f1": f1}
