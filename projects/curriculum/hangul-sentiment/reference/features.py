"""What the model sees of a review: runs of letters, and where in the argument they stand."""

import re
import unicodedata

NOISE = re.compile(r"[\s.,!~^;ㅎㅋㅠㅡ👍]+")
TURNS = re.compile(r"지만|는데|는대|으나|하지만|그래도|그런데|근데")
DENIALS = re.compile(r"지(는|가)?[않안]|하나도안|다고는못|말만믿고|공감이안|다더니|다고들하던데|그렇지[않안]|다는말이많|잘모르겠고|잘모르겟고")
STOPS = re.compile(r"(?<=[요다음여용])|(?<=던데|는데|지만)")
SHORTEST, LONGEST = 2, 6  # jamo in a run


def features(review):
    """Names of what is there. What comes before a turn, or is denied, has names of its own."""
    text = NOISE.sub("", review)
    before, after = _at_the_turn(text)
    names = {"앞" + run for run in _runs(before)}
    denial = DENIALS.search(after)
    if denial is None:
        return names | _runs(after)
    start = _clause(after, denial.start())
    names |= {"안" + run for run in _runs(after[start : denial.start() + 6])}
    return names | _runs(after[:start])


def _at_the_turn(text):
    ends = [match.end() for match in TURNS.finditer(text)]
    return (text[: ends[-1]], text[ends[-1] :]) if ends and not DENIALS.search(text) else ("", text)


def _clause(text, place):
    """Where the clause begins that has this place in it."""
    return max((match.end() for match in STOPS.finditer(text, 0, place) if match.end() < place - 4), default=0)


def _runs(text):
    """In jamo, 햇 and 했 are different in one letter of three."""
    letters = unicodedata.normalize("NFD", text)
    return {letters[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(letters) - size + 1)}
