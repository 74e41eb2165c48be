"""Values in memory, and every change at the end of a log."""

import threading
from pathlib import Path


class Conflict(Exception):
    """The value is not what the caller takes it for."""


class Shelf:
    def __init__(self, folder):
        Path(folder).mkdir(exist_ok=True)
        self._lock = threading.Lock()
        self._values = {}
        self._log = (Path(folder) / "log").open("a+b")
        self._log.seek(0)
        while line := self._log.readline():
            kind, name, size = line.decode().split()
            value = self._log.read(int(size))
            key = bytes.fromhex(name[1:]).decode()
            if len(value) < int(size):
                break
            if kind == "put":
                self._values[key] = value
            else:
                self._values.pop(key, None)

    def keys(self, prefix=""):
        with self._lock:
            return sorted(key for key in self._values if key.startswith(prefix))

    def get(self, key):
        return self._values.get(key)

    def put(self, key, value, allowed=lambda old: True):
        with self._lock:
            old = self._values.get(key)
            if not allowed(old):
                raise Conflict
            self._write("put", key, value)
            self._values[key] = value
            return old is None

    def change(self, key, work):
        with self._lock:
            value = work(self._values.get(key))
            self._write("put", key, value)
            self._values[key] = value
            return value

    def remove(self, key):
        with self._lock:
            if key not in self._values:
                return False
            self._write("remove", key, b"")
            del self._values[key]
            return True

    def _write(self, kind, key, value):
        self._log.write(f"{kind} ={key.encode().hex()} {len(value)}\n".encode() + value)
        self._log.flush()
