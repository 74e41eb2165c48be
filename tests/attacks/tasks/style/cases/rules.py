"""A checker of ours: no line of main.py may be longer than 40 characters."""

import sys
from pathlib import Path

long = [line for line in Path("main.py").read_text().splitlines() if len(line) > 40]
print(*long, sep="\n")
sys.exit(bool(long))
