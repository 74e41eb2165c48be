"""Values on disk, one file each. What a method has returned from is there after a crash."""

import hashlib
import os
import threading
from pathlib import Path

PARTIAL = ".partial"


class Conflict(Exception):
    """The value is not what the caller takes it for."""


class Shelf:
    def __init__(self, folder):
        self._folder = Path(folder)
        self._folder.mkdir(exist_ok=True)
        self._lock = threading.Lock()  # reading, deciding and writing are one act
        self._keys = set()
        for path in self._folder.iterdir():
            if path.suffix == PARTIAL:
                path.unlink()  # was being written when the end came: nobody was told that it is there
            else:
                self._keys.add(self._parts(path)[0])

    def keys(self, prefix=""):
        with self._lock:
            return sorted(key for key in self._keys if key.startswith(prefix))

    def get(self, key):
        """The value of a key, None where there is none."""
        with self._lock:
            return self._read(key)

    def put(self, key, value, allowed=lambda old: True):
        """Whether the key is new. Raises Conflict where the old value is not `allowed`."""
        with self._lock:
            old = self._read(key)
            if not allowed(old):
                raise Conflict
            self._write(key, value)
            return old is None

    def change(self, key, work):
        """Put what `work` makes of the old value, in one act. Returns the new value."""
        with self._lock:
            value = work(self._read(key))
            self._write(key, value)
            return value

    def remove(self, key):
        """Whether there was something to remove."""
        with self._lock:
            if key not in self._keys:
                return False
            self._keys.discard(key)
            return True

    def _path(self, key):
        return self._folder / hashlib.sha256(key.encode()).hexdigest()

    def _parts(self, path):
        key, _line, value = path.read_bytes().partition(b"\n")
        return key.decode("unicode_escape"), value

    def _read(self, key):
        return self._parts(self._path(key))[1] if key in self._keys else None

    def _write(self, key, value):
        path = self._path(key)
        partial = path.with_suffix(PARTIAL)
        with partial.open("wb") as file:
            file.write(key.encode("unicode_escape") + b"\n" + value)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)  # all of it or nothing
        self._settle()
        self._keys.add(key)

    def _settle(self):
        """Have the folder's own change on disk, too."""
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
