"""Values in memory, and a copy on disk."""

import json
import threading
import time
from pathlib import Path


class Conflict(Exception):
    """The value is not what the caller takes it for."""


class Shelf:
    def __init__(self, folder):
        Path(folder).mkdir(exist_ok=True)
        self._file = Path(folder) / "values.json"
        self._lock = threading.Lock()
        self._values = {}
        if self._file.exists():
            read = json.loads(self._file.read_text(encoding="utf-8"))
            self._values = {key: value.encode("latin-1") for key, value in read.items()}
        threading.Thread(target=self._keep_saving, daemon=True).start()

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
            self._values[key] = value
            return old is None

    def change(self, key, work):
        with self._lock:
            self._values[key] = work(self._values.get(key))
            return self._values[key]

    def remove(self, key):
        with self._lock:
            return self._values.pop(key, None) is not None

    def _save(self):
        values = {key: value.decode("latin-1") for key, value in self._values.items()}
        partial = self._file.with_suffix(".new")
        partial.write_text(json.dumps(values), encoding="utf-8")
        partial.replace(self._file)

    def _keep_saving(self):
        while True:
            time.sleep(30)
            with self._lock:
                self._save()
