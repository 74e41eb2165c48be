"""TODO(author): the model answer. This one doubles a number."""

import sys

try:
    print(2 * int(sys.stdin.readline()))
except ValueError as error:
    print(error, file=sys.stderr)
    raise SystemExit(2) from None
