"""Makes inputs anew for each run. Answers are known because the inputs are put together from their parts."""

import random
import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
RIEUL, FINALS = "\u11af", [chr(code) for code in range(0x11A8, 0x11C3)]
CLOSED = {"은/는": "은", "이/가": "이", "을/를": "을", "과/와": "과", "아/야": "아", "으로/로": "으로"}
OPEN = {"은/는": "는", "이/가": "가", "을/를": "를", "과/와": "와", "아/야": "야", "으로/로": "로"}
GOODS = ["시금치", "고등어", "참기름", "오징어 튀김", "건전지 AA 4", "비타500", "김"]


def names(seed, given):
    dice = random.Random(seed)  # noqa: S311
    args, said = [], []
    for _ in range(given["names"]):
        words = [
            "".join(dice.choices("빛고을광주abcé", k=dice.randint(1, 4))) for _ in range(dice.randint(0, 3))
        ]
        args.append(
            "".join(dice.choice(["", " "]) + word + dice.choice([" ", "  ", "\t "]) for word in words)
        )
        said += [f"Hello, {' '.join(words)}!\n"] if words else []
    return {"args": ["Ada", *args], "expect": "".join(["Hello, Ada!\n", *said])}


def amount(seed, given):
    dice = random.Random(seed)  # noqa: S311
    groups = [(unit, dice.choice([0, dice.randint(1, 9), dice.randint(1, 9999)])) for unit in "해경조억만"]
    groups = [("해", dice.randint(1, 9999)), *groups[1:], ("", dice.randint(0, 9999))]
    digits = "".join(f"{group:04}" for _, group in groups).lstrip("0")
    commas = "".join(digit + "," * (place % 3 == 0 and place > 0) for place, digit in _from_behind(digits))
    words = " ".join(f"{group}{unit}" for unit, group in groups if group)
    return {"args": [digits], "expect": f"{commas}원 = {words}{'원' if groups[-1][1] else ' 원'}\n"}


def _from_behind(digits):
    return [(len(digits) - number, digit) for number, digit in enumerate(digits, start=1)]


def word(seed, given):
    dice = random.Random(seed)  # noqa: S311
    syllable, final = _syllable(dice, dice.choice(INITIALS), dice.choice(given["finals"]))
    pair = dice.choice([*CLOSED, "으로/로"])
    closed = final and not (pair == "으로/로" and final == RIEUL)
    whole = dice.choice(["무등산 ", "빛고을", "A", ""]) + syllable
    return {"args": [whole, pair], "expect": f"{whole}{(CLOSED if closed else OPEN)[pair]}\n"}


def _syllable(dice, initial, sort):
    """A syllable of this first letter, and its last one. `sort`: open, rieul or closed."""
    final = {"open": "", "rieul": RIEUL, "closed": dice.choice([one for one in FINALS if one != RIEUL])}[sort]
    letters = chr(0x1100 + INITIALS.index(initial)) + chr(dice.randint(0x1161, 0x1175)) + final
    return unicodedata.normalize("NFC", letters), final


def list_of_goods(seed, given):
    dice = random.Random(seed)  # noqa: S311
    goods = [
        (dice.choice(GOODS), dice.randint(0, 99) * 100, dice.randint(1, 20)) for _ in range(given["goods"])
    ]
    lines = [dice.choice([" ", "  "]).join([name, str(price), str(count)]) for name, price, count in goods]
    costs = [sum(price for _ in range(count)) for _, price, count in goods]
    told = [f"{name}: {_with_commas(cost)}원\n" for (name, _, _), cost in zip(goods, costs, strict=True)]
    total = f"합계: {_with_commas(sum(costs))}원\n"
    return {"stdin": "".join(f"{line}\n" for line in lines), "expect": "".join([*told, total])}


def _with_commas(number):
    thousands, rest = divmod(number, 1000)
    return f"{_with_commas(thousands)},{rest:03}" if thousands else str(rest)


def timetable(seed, given):
    """The clock goes on minute by minute, and whatever leaves then is written down."""
    dice = random.Random(seed)  # noqa: S311
    now = dice.randrange(24 * 60)
    routes = [
        (
            f"{dice.choice(['순환', '송정', '첨단'])}{number:02}",
            dice.sample(range(24 * 60), dice.randint(1, 4)),
        )
        for number in range(given["routes"])
    ]
    routes.append(("막차99", [routes[0][1][0]]))
    waiting, told = [name for name, _ in routes], []
    for wait in range(24 * 60):
        for name, times in routes:
            if name in waiting and (now + wait) % (24 * 60) in times:
                waiting.remove(name)
                told.append(f"{_clock(now + wait)} {name} ({_in_words(wait)})\n")
    lines = [" ".join([name, *map(_clock, times)]) for name, times in routes]
    return {"args": [_clock(now)], "stdin": "".join(f"{line}\n" for line in lines), "expect": "".join(told)}


def _clock(minutes):
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _in_words(wait):
    if wait < 60:
        return f"{wait}분 뒤" if wait else "지금"
    return f"{wait // 60}시간 {wait % 60}분 뒤" if wait % 60 else f"{wait // 60}시간 뒤"


def places(seed, given):
    """Lines of syllables whose first letters are known; the query is looked for in these as in any text."""
    dice = random.Random(seed)  # noqa: S311
    few = dice.sample(INITIALS, 3)
    known = [[dice.choice(few) for _ in range(dice.randint(1, 6))] for _ in range(given["lines"])]
    lines = [
        "".join(_syllable(dice, one, dice.choice(["open", "rieul", "closed"]))[0] for one in letters)
        for letters in known
    ]
    query = "".join(dice.choice(known)[:2])
    found = [line for line, letters in zip(lines, known, strict=True) if query in "".join(letters)]
    return {
        "args": [query],
        "stdin": "".join(f"{line}\n" for line in lines),
        "expect": "".join(f"{line}\n" for line in found),
    }
