"""Makes calls anew for each run. What they give is found with lists of letters, one step after the other."""

import random


def memory(seed, given):
    dice, calls, answers = random.Random(seed), [], []  # noqa: S311
    for _ in range(given["calls"]):
        text = "".join(dice.choices("abcxyz", k=12))
        to, start, size = dice.randint(0, 6), dice.randint(0, 6), dice.randint(0, 6)
        after, byte = list(text), dice.choice("*+")
        for place in range(size):
            after[to + place] = text[start + place]
        calls.append(f'my_memmove "{text}" {to} {start} {size}')
        filled = [byte if to <= place < to + size else letter for place, letter in enumerate(text)]
        calls.append(f'my_memset "{text}" {to} {size} {ord(byte)}')
        answers += [f'"{"".join(one)}"' for one in (after, filled)]
    return _told(calls, answers)


def strings(seed, given):
    dice, calls, answers = random.Random(seed), [], []  # noqa: S311
    for _ in range(given["calls"]):
        one, other, part = (_word(dice, most) for most in (9, 9, 2))
        room = dice.randint(1, 12)
        copied = [*one[: room - 1], "\\x00", *"############"][:room]
        places = [place for place in range(len(one)) if one[place:].startswith(part)]
        first = next(((a, b) for a, b in zip([*one, ""], [*other, ""], strict=False) if a != b), ("", ""))
        calls += [f'my_strlcpy {room} "{one}"', f'my_strstr "{one}" "{part}"', f'my_strcmp "{one}" "{other}"']
        answers.append(f'returned {len(one)}, room "{"".join(copied)}"')
        answers.append(f"at {places[0]}" if places else "nowhere")
        answers.append("equal" if first == ("", "") else "less" if first[0] < first[1] else "greater")
    return _told(calls, answers)


def text(seed, given):
    """Each text is put together from what is to be taken off and what is to stay."""
    dice, calls, answers = random.Random(seed), [], []  # noqa: S311
    for _ in range(given["calls"]):
        ends = ["".join(dice.choices("-=", k=dice.randint(0, 4))) for _ in range(2)]
        kept = "x" + "".join(dice.choices("-=ab", k=dice.randint(0, 5))) + "y"
        calls.append(f'my_trim "{ends[0]}{kept}{ends[1]}" "-="')
        words, between = [_word(dice, 4) for _ in range(dice.randint(1, 5))], dice.choice(["", "-", ", "])
        calls.append(" ".join(["my_join", *(f'"{word}"' for word in [between, *words])]))
        joined = words[0]
        for word in words[1:]:
            joined += between + word
        answers += [f'"{kept}"', f'"{joined}"']
    return _told(calls, answers)


def words(seed, given):
    """The words are drawn first, and then a text is made of them."""
    dice, calls, answers = random.Random(seed), [], []  # noqa: S311
    for _ in range(given["calls"]):
        words = [_word(dice, 4) for _ in range(dice.randint(1, 5))]
        text = ",".join(word + "," * dice.randint(0, 2) for word in words)
        calls.append(f'my_split "{"," * dice.randint(0, 2)}{text}" ","')
        shown = ", ".join(f'"{word}"' for word in words)
        answers.append(f"[{shown}]")
    return _told(calls, answers)


def _word(dice, most):
    return "".join(dice.choices("ab", k=dice.randint(1, most)))


def _told(calls, answers):
    return {
        "stdin": "".join(f"{call}\n" for call in calls),
        "expect": "".join(f"{answer}\n" for answer in answers),
    }
