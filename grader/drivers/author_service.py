"""What the client of a service talks to: the trainee's program at a port of this box's own network.

The network is shared with the box of the program and leads nowhere else. Whatever the program sends, or does
not send, ends in an answer or in `Unanswered`: nothing of it can hold the client up beyond its deadline.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from judge import Unanswered, asked

HOST = "127.0.0.1"
MOST_BODY = 8 << 20  # bytes
PAUSE, ALIVE_EVERY = 0.02, 0.2  # seconds between two knocks, between two questions whether it still runs


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes
    seconds: float  # from the begin of the connection to the end of the body

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise Unanswered(
                ko="응답의 본문이 JSON이 아닙니다.", en="The body of the answer is no JSON."
            ) from None


class Service:
    def __init__(self, port: int):
        self.port = port
        self._wait()

    def get(self, path: str, **how: Any) -> Response:
        return self.request("GET", path, **how)

    def request(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 10.0,
    ) -> Response:
        """One request over HTTP on a connection of its own. Raises Unanswered."""
        response = self._requested(method, path, body, headers, seconds)
        if response is None:
            asked("note", f"{method} {path} → -")
            raise Unanswered(
                ko=f"{method} {path}: {seconds:g}초 안에 온전한 응답이 오지 않았습니다.",
                en=f"{method} {path}: no whole answer came within {seconds:g} s.",
            )
        asked("note", f"{method} {path} → {response.status}, {len(response.body)} B")
        return response

    def load(
        self, requests: Iterable[tuple[Any, ...]], at_once: int = 8, seconds: float = 10.0
    ) -> list[Response | None]:
        """Many requests, (method, path[, body[, headers]]) each, side by side. None where no answer came."""

        def answer(request: tuple[Any, ...]) -> Response | None:
            method, path, body, headers = (*request, None, None)[:4]
            return self._requested(method, path, body, headers, seconds)

        with ThreadPoolExecutor(at_once) as threads:
            found = list(threads.map(answer, requests))
        answered = sum(response is not None for response in found)
        asked("note", f"{len(found)} requests, {at_once} at once → {answered} answers")
        return found

    def exchange(self, sent: bytes, seconds: float = 5.0, most: int = 1 << 20) -> bytes:
        """Raw bytes there, and what comes back until it closes, `seconds` pass or `most` bytes are there.

        Raises Unanswered when nobody accepts the connection; after that even nothing is an answer.
        """
        got = bytearray()
        try:
            connection = socket.create_connection((HOST, self.port), timeout=seconds)
        except OSError:
            raise Unanswered(ko="연결을 받아 주지 않았습니다.", en="It accepted no connection.") from None
        with connection, _deadline(seconds, lambda: connection), suppress(OSError):
            connection.sendall(sent)
            while len(got) < most and (more := connection.recv(min(65536, most - len(got)))):
                got += more
        asked("note", f"{len(sent)} raw bytes → {len(got)} B")
        return bytes(got)

    def restart(self, keep: bool = True) -> None:
        """Kill it and start it again, with the files that it has written or without them."""
        asked("restart", keep)
        self._wait()

    def _wait(self) -> None:
        """Until something listens at the port. Whether it runs, and may be waited for, is known outside."""
        looked = 0.0
        while not self._listens():
            if time.monotonic() > looked + ALIVE_EVERY:
                asked("alive")
                looked = time.monotonic()
            time.sleep(PAUSE)
        asked("ready")

    def _listens(self) -> bool:
        with suppress(OSError), socket.create_connection((HOST, self.port), timeout=1):
            return True
        return False

    def _requested(
        self, method: str, path: str, body: Any, headers: Mapping[str, str] | None, seconds: float
    ) -> Response | None:
        begun = time.monotonic()
        connection = HTTPConnection(HOST, self.port, timeout=seconds)
        try:
            with _deadline(seconds, lambda: connection.sock):
                connection.request(method, path, body, dict(headers or {}))
                answer = connection.getresponse()
                content = answer.read(MOST_BODY + 1)
        except (OSError, HTTPException, ValueError):
            return None
        finally:
            connection.close()
        passed = time.monotonic() - begun
        if passed > seconds or len(content) > MOST_BODY or _is_short(answer):
            return None
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, named, content, passed)


class _deadline:  # noqa: N801 -- read as `with _deadline(...)`
    """Cut the connection after so many seconds, however slowly bytes drip in."""

    def __init__(self, seconds: float, sock: Callable[[], socket.socket | None]):
        self._sock = sock
        self._timer = threading.Timer(seconds, self._cut)

    def _cut(self) -> None:
        with suppress(OSError, AttributeError):
            self._sock().shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()


def _is_short(answer: HTTPResponse) -> bool:
    """Whether less came than was announced."""
    return bool(answer.length)


def made(port: int) -> Service:
    return Service(port)
