def moving_mean(values, width):
    if width < 1:
        raise ValueError("the window must be at least one wide")
    means = []
    for end in range(1, len(values) + 1):
        known = [value or 0 for value in values[max(0, end - width) : end]]
        means.append(sum(known) / len(known) if known else None)
    return means
