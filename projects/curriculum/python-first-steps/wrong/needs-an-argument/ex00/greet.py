"""Greet everybody named on the command line."""

import sys

name = sys.argv[1]
print(f"Hello, {' '.join(name.split())}!")
