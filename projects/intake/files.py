"""The files of a hand-in, and how they go from one process to another: names and sizes, then all bytes."""

from collections.abc import Iterable

Files = dict[str, tuple[bytes, bool]]  # path → (content, executable)
Listing = Iterable[tuple[str, int, bool]]  # path, size in bytes, executable


def listing(files: Files) -> list[tuple[str, int, bool]]:
    return [(path, len(content), executable) for path, (content, executable) in files.items()]


def packed(files: Files) -> bytes:
    return b"".join(content for content, _ in files.values())


def unpacked(names: Listing, contents: bytes) -> Files:
    files, start = {}, 0
    for path, size, executable in names:
        files[path] = (contents[start : start + size], executable)
        start += size
    return files
