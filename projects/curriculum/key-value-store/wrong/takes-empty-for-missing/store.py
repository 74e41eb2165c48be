"""A key-value store over HTTP: python3 store.py listens at 127.0.0.1:8080 and keeps its values in data/."""

import hashlib
import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

from shelf import Conflict, Shelf

LONGEST_KEY, LARGEST_VALUE = 200, 1 << 20  # bytes
PATIENCE = 30  # seconds for a client that says nothing
WHOLE = re.compile(rb"-?[0-9]{1,18}")


class Refused(Exception):
    """A request that gets no more than a status."""

    def __init__(self, status):
        self.status = status


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"  # or nonsense would be answered without a status line
    timeout = PATIENCE
    shelf = None

    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path == "/":
            prefix = parse_qs(parts.query).get("prefix", [""])[0]
            self.answer(200, json.dumps(self.shelf.keys(prefix)).encode(), "application/json")
        elif not (value := self.shelf.get(self.key())):
            self.answer(404)
        else:
            self.answer(200, value, tag=tag(value))

    def do_PUT(self):
        key, value = self.key(), self.body()
        only_new, expected = self.headers.get("If-None-Match") == "*", self.headers.get("If-Match")

        def allowed(old):
            if only_new:
                return old is None
            return expected is None or (old is not None and tag(old) == expected)

        try:
            self.answer(201 if self.shelf.put(key, value, allowed) else 204)
        except Conflict:
            self.answer(412)

    def do_POST(self):
        key, more = self.key(), self.body()
        if not WHOLE.fullmatch(more):
            raise Refused(400)

        def added(old):
            if old is not None and not WHOLE.fullmatch(old):
                raise Refused(409)
            return str(int(old or 0) + int(more)).encode()

        self.answer(200, self.shelf.change(key, added))

    def do_DELETE(self):
        self.answer(204 if self.shelf.remove(self.key()) else 404)

    def key(self):
        try:
            key = unquote_to_bytes(urlsplit(self.path).path.removeprefix("/"))
            if not 0 < len(key) <= LONGEST_KEY:
                raise Refused(400)
            return key.decode()
        except ValueError:
            raise Refused(400) from None

    def body(self):
        """All of the announced bytes. Half a value is none."""
        announced = self.headers.get("Content-Length")
        if announced is None:
            raise Refused(411)
        if not (announced.isascii() and announced.isdigit()):
            raise Refused(400)
        if int(announced) > LARGEST_VALUE:
            raise Refused(413)
        content = self.rfile.read(int(announced))
        if len(content) < int(announced):
            raise ConnectionError("the client has gone")
        return content

    def answer(self, status, body=b"", kind="application/octet-stream", tag=None, last=False):
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        if last:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except Refused as refusal:
            self.answer(refusal.status, last=True)  # who knows where its next request begins
        except OSError:
            self.close_connection = True

    def log_message(self, *words):
        pass


def tag(value):
    return f'"{hashlib.sha256(value).hexdigest()[:24]}"'


def main():
    Handler.shelf = Shelf("data")
    Server(("127.0.0.1", 8080), Handler).serve_forever()


if __name__ == "__main__":
    main()
