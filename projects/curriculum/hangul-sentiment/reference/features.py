"""What the model sees of a review: runs of letters, and where in the argument they stand."""

import re
import unicodedata

NOISE = re.compile(r"[\s.,!~^;ㅎㅋㅠㅡ👍]+")
TURNS = re.compile(r"지만|는데|는대|으나|하지만|그래도|그런데|근데")
DENIALS = re.compile(r"지(는|가)?[않안]|하나도안|다고는못|말만믿고|공감이안|다더니|다고들하던데|그렇지[않안]|다는말이많|잘모르겠고|잘모르겟고")
STOPS = re.compile(r"(?<=[요다음여용])|(?<=던데|는데|지만)")
SIZES = (2, 3, 4, 5, 6)  # jamo in a run


def features(review):
    """Names of what is there. What comes before a turn, or is denied, has names of its own."""
    text = NOISE.sub("", review)
    denial = DENIALS.search(text)
    if denial:
        *before, clause = STOPS.split(text[: denial.start()])
        return _runs("".join(before)) | {"안" + run for run in _runs(clause + denial[0])}
    *before, after = TURNS.split(text)
    return {"앞" + run for run in _runs("".join(before))} | _runs(after)


def _runs(text):
    """In jamo, 햇 and 했 are different in one letter of three."""
    letters = unicodedata.normalize("NFD", text)
    return {"".join(run) for size in SIZES for run in zip(*(letters[at:] for at in range(size)))}
