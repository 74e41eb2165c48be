"""The process that parses an archive: limits first, then the archive from stdin, then its files to stdout.

Started as a file with `python -I -S`, so it adds the project to the path by itself.
"""

import json
import resource
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from projects.intake.contents import read_contents
from projects.intake.files import listing, packed
from projects.intake.limits import MIB, Limits
from projects.intake.refused import HandInRefused

MEMORY = 512 * MIB
SECONDS = 3  # of work; an honest archive takes 0.05


def main() -> None:
    hold_back()
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    try:
        files = read_contents(sys.stdin.buffer.read(), limits)
    except HandInRefused as refused:
        answer({"refused": refused.sentence})
        return
    answer({"files": listing(files)}, packed(files))


def hold_back() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def answer(header: dict[str, object], contents: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + contents)


if __name__ == "__main__":
    main()
