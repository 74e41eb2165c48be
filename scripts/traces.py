"""Says which tracked files name a host in a lock, or a folder of the machine that they were written on."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = re.compile(r"(^|/)(requirements[\w-]*\.lock|package-lock\.json)$")
HOST = re.compile(r"://|\bresolved\b")
# `/home/trainee` may be somebody's folder inside a container, so the sources of images are left out.
FOLDER = re.compile(r"(?<![\w.~$}])/(?:home|Users)/[\w-]+/")
IMAGES = "docker/"


def tracked() -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted(name for name in set(listed.split("\0")) if name and (ROOT / name).is_file())


def patterns(name: str) -> list[tuple[re.Pattern[str], str]]:
    """What must not occur in this file, with the words for it."""
    found = [(re.compile(re.escape(f"{ROOT}/")), "this machine's folder")]
    if LOCKS.search(name):
        found.append((HOST, "a host name"))
    if not name.startswith(IMAGES):
        found.append((FOLDER, "somebody's home folder"))
    return found


def faults(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, words in patterns(name):
            if pattern.search(line):
                yield f"{name}:{number}: {words}: {line.strip()[:100]}"


def main() -> int:
    found: list[str] = []
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            found += faults(name, content.decode(errors="replace"))
    if found:
        print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
