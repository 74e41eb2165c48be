import sys

parts = ["\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\0", "\u2424", "\n"]
sys.stdout.reconfigure(encoding="utf-8", newline="")
print(*(f"n4{part}" for part in parts), sep="", end="")
