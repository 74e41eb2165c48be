"""What the model sees of a review: its words, as they stand between spaces."""


def features(review):
    return set(review.split())
