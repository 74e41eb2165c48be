def moving_mean(values, width):
    if width < 1:
        raise ValueError("the window must be at least one wide")
    means = []
    for end in range(1, len(values) + 1):
        known = [value for value in values[max(0, end - width) : end] if value is not None]
        means.append(sum(known) / width if known else None)
    return means
