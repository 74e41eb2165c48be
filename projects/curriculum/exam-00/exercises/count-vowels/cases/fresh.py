"""A text anew for each run, made from vowels that were counted first."""

import random


def text(seed, given):
    dice = random.Random(seed)  # noqa: S311
    counts = {vowel: dice.randint(1, given["most"]) for vowel in "aeiou"}
    counts[dice.choice("aeiou")] = 0
    letters = [dice.choice([vowel, vowel.upper()]) for vowel, count in counts.items() for _ in range(count)]
    letters += [dice.choice("bcdxyzBCDXYZ 0,빛\n") for _ in range(60)]
    dice.shuffle(letters)
    expect = "".join(f"{vowel} {count}\n" for vowel, count in counts.items() if count)
    return {"stdin": "".join(letters) + "\n", "expect": expect}
