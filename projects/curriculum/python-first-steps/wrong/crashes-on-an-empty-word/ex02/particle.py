"""Put the right Korean particle (조사) behind a word."""

import sys
import unicodedata

PAIRS = ["은/는", "이/가", "을/를", "과/와", "아/야", "으로/로"]
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
FINALS = 28  # each syllable block has 28 endings; number 0 is 'no final consonant'
RIEUL = 8
DIGIT_NAMES = "영일이삼사오육칠팔구"


def final_of(letter):
    """Number of the final consonant, 0 for none; None where the letter does not tell."""
    if letter in "0123456789":
        letter = DIGIT_NAMES[int(letter)]
    if FIRST_SYLLABLE <= letter <= LAST_SYLLABLE:
        return (ord(letter) - ord(FIRST_SYLLABLE)) % FINALS
    return None


def with_particle(word, pair):
    closed, open_ = pair.split("/")
    final = final_of(word[-1])
    if final is None:
        return f"{word}{closed}({open_})"
    if final == RIEUL and pair == "으로/로":
        return word + open_
    return word + (closed if final else open_)


def main(arguments):
    if len(arguments) != 2:
        raise ValueError("usage: particle.py WORD PAIR")
    word, pair = (unicodedata.normalize("NFC", argument).strip() for argument in arguments)
    if pair not in PAIRS:
        raise ValueError(f"no such pair: {pair!r}; known are {', '.join(PAIRS)}")
    print(with_particle(word, pair))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
