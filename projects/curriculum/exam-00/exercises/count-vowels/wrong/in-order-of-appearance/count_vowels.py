import sys

seen = {}
for letter in sys.stdin.read().lower():
    if letter in "aeiou":
        seen[letter] = seen.get(letter, 0) + 1
for vowel, count in seen.items():
    print(vowel, count)
if not seen:
    print("none")
