import sys

text = sys.stdin.read().lower()
lines = [f"{vowel} {text.count(vowel)}" for vowel in "aeiou" if vowel in text]
print("\n".join(lines) or "none")
