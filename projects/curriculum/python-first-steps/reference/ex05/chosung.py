"""Search lines by the first consonants of their syllables, as every Korean phone does."""

import sys

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
SYLLABLES_PER_INITIAL = 21 * 28  # vowels times endings


def initial_of(letter):
    """The first consonant of a syllable; any other letter is its own initial."""
    if FIRST_SYLLABLE <= letter <= LAST_SYLLABLE:
        return INITIALS[(ord(letter) - ord(FIRST_SYLLABLE)) // SYLLABLES_PER_INITIAL]
    return letter


def letter_matches(wanted, letter):
    return wanted.lower() == letter.lower() or (wanted in INITIALS and wanted == initial_of(letter))


def line_matches(query, line):
    starts = range(len(line) - len(query) + 1)
    return any(all(map(letter_matches, query, line[start:])) for start in starts)


def main(arguments, lines):
    if len(arguments) != 1 or not arguments[0].strip():
        print("usage: chosung.py QUERY < lines", file=sys.stderr)
        return 2
    found = [line.rstrip("\n") for line in lines if line_matches(arguments[0], line.rstrip("\n"))]
    for line in found:
        print(line)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin))
