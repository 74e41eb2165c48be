"""Search lines by the first consonants of their syllables, as every Korean phone does."""

import re
import sys

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
SYLLABLES_PER_INITIAL = 21 * 28


def syllables(initial):
    first = ord("가") + INITIALS.index(initial) * SYLLABLES_PER_INITIAL
    return f"[{initial}{chr(first)}-{chr(first + SYLLABLES_PER_INITIAL - 1)}]"


def main(arguments, lines):
    if len(arguments) != 1 or not arguments[0].strip():
        print("usage: chosung.py QUERY < lines", file=sys.stderr)
        return 2
    pattern = "".join(syllables(letter) if letter in INITIALS else letter for letter in arguments[0])
    found = [line.rstrip("\n") for line in lines if re.search(pattern, line, re.IGNORECASE)]
    for line in found:
        print(line)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin))
