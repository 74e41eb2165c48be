def share(part, whole):
    return part / whole if whole else 0.0


def scores(truth, predicted, positive):
    pairs = list(zip(truth, predicted, strict=True))
    tp = sum(true == said == positive for true, said in pairs)
    tn = sum(true == said != positive for true, said in pairs)
    fp = sum(said == positive != true for true, said in pairs)
    fn = sum(true == positive != said for true, said in pairs)
    precision, recall = share(tp, tp + fp), share(tp, tp + fn)
    f1 = share(2 * precision * recall, precision + recall)
    return {"tp": tp, "fp": fp, "fn": fn, "tn": tn, "precision": precision, "recall": recall, "f1": f1}
