"""The client of the key-value store: each function is one case."""

import random
import socket
import threading
from contextlib import ExitStack, suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote

from judge import Unanswered, passed, wrong

ADDRESS = ("127.0.0.1", 8080)
MEGABYTE = 1 << 20


def must(answer, status, body=None, *, what=""):
    """Stops the case where an answer has another status or body."""
    shown = f" ({what})" if what else ""
    if answer is None:
        raise Unanswered(ko=f"응답이 없습니다{shown}.", en=f"There was no answer{shown}.")
    statuses = status if isinstance(status, tuple) else (status,)
    if answer.status not in statuses:
        raise Unanswered(
            ko=f"상태 {statuses[0]}이어야 하는데 {answer.status}입니다{shown}.",
            en=f"The status should be {statuses[0]}, and is {answer.status}{shown}.",
        )
    if body is not None and answer.body != body:
        raise Unanswered(ko=f"본문이 다릅니다{shown}.", en=f"The body is not what it should be{shown}.")
    return answer


def at(key):
    return "/" + quote(key, safe="")


def head(method, path, *lines):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def seeded(case):
    """Dice that fall the same way every time."""
    return random.Random(case["seed"])  # noqa: S311


def keeps_a_value(service, case):
    must(service.request("PUT", "/dish", "비빔밥".encode()), 201)
    must(service.get("/dish"), 200, "비빔밥".encode())
    must(service.request("PUT", "/dish", b"ori-tang"), 204, what="PUT again")
    must(service.get("/dish"), 200, b"ori-tang")
    return passed()


def absent(service, case):
    must(service.get("/nothing"), 404)
    must(service.request("DELETE", "/nothing"), 404)
    return passed()


def removes(service, case):
    must(service.request("PUT", "/a", b"1"), 201)
    must(service.request("DELETE", "/a"), 204)
    must(service.get("/a"), 404)
    must(service.request("PUT", "/a", b"2"), 201, what="PUT after DELETE")
    return passed()


def survives(service, case):
    for number in range(5):
        must(service.request("PUT", f"/key{number}", str(number).encode()), 201)
    service.restart()
    for number in range(5):
        must(service.get(f"/key{number}"), 200, str(number).encode(), what="after a restart")
    return passed()


def lists(service, case):
    for key in ("b", "a", "fruit/배", "fruit/감"):
        must(service.request("PUT", at(key), b"."), 201)
    for path, keys in (
        ("/", ["a", "b", "fruit/감", "fruit/배"]),
        ("/?prefix=fruit/", ["fruit/감", "fruit/배"]),
        ("/?prefix=x", []),
    ):
        if must(service.get(path), 200).json() != keys:
            return wrong(ko=f"GET {path}의 목록이 다릅니다.", en=f"GET {path} lists other keys.")
    return passed()


def adds(service, case):
    must(service.request("POST", "/visits", b"5"), 200, b"5")
    must(service.request("POST", "/visits", b"-12"), 200, b"-7")
    must(service.get("/visits"), 200, b"-7")
    return passed()


def any_bytes(service, case):
    values = [b"", b"\0", b"\r\n\r\n", bytes(range(256)), b"\n" * 3, "값\n".encode()]
    for number, value in enumerate(values):
        must(service.request("PUT", f"/{number}", value), 201)
    service.restart()
    for number, value in enumerate(values):
        must(service.get(f"/{number}"), 200, value, what=f"{len(value)} B")
    return passed()


def any_key(service, case):
    keys = [
        "무등산",
        "two words",
        "a/b",
        "..",
        "../../store.py",
        "a%2Fb",
        "a?b",
        "line\nbreak",
        "\0",
        "A",
        "a",
        ".partial",
    ]
    for key in keys:
        must(service.request("PUT", at(key), key.encode()), 201, what=ascii(key))
    must(service.get("/a/b"), 200, b"a/b", what="a/b as it is")
    service.restart()
    for key in keys:
        must(service.get(at(key)), 200, key.encode(), what=ascii(key))
    if must(service.get("/"), 200).json() != sorted(keys):
        return wrong(ko="목록이 다릅니다.", en="The list of keys is not right.")
    return passed()


def removed_for_good(service, case):
    must(service.request("PUT", "/a", b"1"), 201)
    must(service.request("PUT", "/b", b"1"), 201)
    must(service.request("PUT", "/b", b"22"), 204)
    must(service.request("DELETE", "/a"), 204)
    service.restart()
    must(service.get("/a"), 404, what="removed before a restart")
    must(service.get("/b"), 200, b"22", what="replaced before a restart")
    service.restart(keep=False)
    must(service.get("/b"), 404, what="without its files")
    return passed()


def sizes(service, case):
    must(service.request("PUT", "/" + "k" * 200, b"x"), 201, what="key of 200 B")
    must(service.request("PUT", "/" + "k" * 201, b"x"), 400, what="key of 201 B")
    must(service.request("PUT", at("가" * 67), b"x"), 400, what="key of 201 B")
    must(service.request("PUT", "/", b"x"), 400, what="empty key")
    must(service.request("PUT", "/%ff", b"x"), 400, what="key that is no UTF-8")
    must(service.request("PUT", "/most", b"m" * MEGABYTE), 201, what="1 MiB")
    must(service.get("/most"), 200, b"m" * MEGABYTE, what="1 MiB")
    if (
        b" 413 "
        not in service.exchange(head("PUT", "/more", f"Content-Length: {MEGABYTE + 1}"), seconds=4)[:40]
    ):
        return wrong(
            ko="너무 큰 값에 413으로 답하지 않았습니다.",
            en="A value that is too large was not answered with 413.",
        )
    must(service.get("/more"), 404)
    return passed()


def nonsense(service, case):
    must(service.request("PUT", "/a", b"1"), 201)
    for sent, status in (
        (b"NONSENSE\r\n\r\n", b" 400 "),
        (head("PUT", "/a"), b" 411 "),
        (head("PUT", "/a", "Content-Length: -1"), b" 400 "),
        (head("PUT", "/a", "Content-Length: 3x") + b"abc", b" 400 "),
        (head("BREW", "/a"), b" 501 "),
    ):
        if status not in service.exchange(sent, seconds=4)[:40]:
            line = sent.split(b"\r\n\r\n")[0].decode().replace("\r\n", " | ")
            return wrong(
                ko=f"{line}에{status.decode()}(으)로 답하지 않았습니다.",
                en=f"{line} was not answered with{status.decode()}.",
            )
    must(service.get("/a"), 200, b"1", what="after nonsense")
    return passed()


def half_a_value(service, case):
    must(service.request("PUT", "/a", b"whole"), 201)
    for key in ("a", "b"):
        with socket.create_connection(ADDRESS, timeout=5) as connection:
            connection.sendall(head("PUT", f"/{key}", "Content-Length: 1000") + b"half")
    must(service.get("/a"), 200, b"whole", what="after half a PUT")
    must(service.get("/b"), 404, what="after half a PUT")
    service.restart()
    must(service.get("/a"), 200, b"whole", what="after half a PUT and a restart")
    return passed()


def sleepers(service, case):
    must(service.request("PUT", "/a", b"1"), 201)
    with ExitStack() as open_ones:
        for number in range(20):
            connection = open_ones.enter_context(socket.create_connection(ADDRESS, timeout=5))
            connection.sendall(b"" if number % 2 else b"GET /a HT")
        must(service.get("/a", seconds=8), 200, b"1", what="while others sleep")
    return passed()


def adds_at_once(service, case):
    answers = service.load([("POST", "/n", b"1")] * 160, at_once=16)
    for answer in answers:
        must(answer, 200)
    must(service.get("/n"), 200, b"160", what="160 × 1")
    if len({answer.body for answer in answers}) != 160:
        return wrong(ko="두 요청이 같은 수를 받았습니다.", en="Two requests were given the same number.")
    return passed()


def first_wins(service, case):
    for round_ in range(4):
        must(service.get(f"/seat{round_}"), 404)
        statuses = _together(service, f"/seat{round_}", [b"%04d" % number for number in range(12)])
        if sorted(statuses) != [201] + [412] * 11:
            return wrong(
                ko=f"12명 가운데 하나만 201, 나머지는 412여야 합니다. 201이 {statuses.count(201)}번입니다.",
                en=f"Of 12 one should get 201, the others 412; 201 came {statuses.count(201)} times.",
            )
        winner = b"%04d" % statuses.index(201)
        must(service.get(f"/seat{round_}"), 200, winner, what="the value of the winner")
    return passed()


def _together(service, path, values):
    """The statuses of PUTs whose last bytes are sent at the same moment."""
    lines = ("If-None-Match: *", "Connection: close", f"Content-Length: {len(values[0])}")
    with ExitStack() as open_ones:
        connections = [open_ones.enter_context(socket.create_connection(ADDRESS, timeout=10)) for _ in values]
        for connection, value in zip(connections, values, strict=True):
            connection.sendall(head("PUT", path, *lines) + value[:-1])
        for _ in range(4):  # until it has surely read what is there
            must(service.get(path), 404)
        for connection, value in zip(connections, values, strict=True):
            connection.sendall(value[-1:])
        return [_status(connection) for connection in connections]


def _status(connection):
    """0 where no status line comes."""
    got = b""
    with suppress(OSError):
        while b"\r\n" not in got and (more := connection.recv(4096)):
            got += more
    words = got.split(b" ")
    return int(words[1]) if len(words) > 1 and words[1].isdigit() and len(words[1]) == 3 else 0


def no_numbers(service, case):
    must(service.request("PUT", "/word", b"abc"), 201)
    must(service.request("POST", "/word", b"1"), 409, what="adding to a word")
    must(service.request("PUT", "/n", b"7"), 201)
    for more in (b"", b"x", b"+1", b" 1", b"1_0", "５".encode(), b"1.0", b"--1", b"\xff"):
        must(service.request("POST", "/n", more), 400, what=ascii(more))
    must(service.request("POST", "/n", b"900000000000000000"), 200, b"900000000000000007")
    must(service.get("/word"), 200, b"abc")
    return passed()


def one_connection(service, case):
    must(service.request("PUT", "/a", b"first"), 201)
    must(service.request("PUT", "/b", b"second"), 201)
    put = head("PUT", "/c", "Content-Length: 5") + b"third"
    got = service.exchange(
        head("GET", "/a") + put + head("GET", "/x") + head("GET", "/b", "Connection: close"), seconds=5
    )
    if [got.count(word) for word in (b"HTTP/1.1 200", b"HTTP/1.1 201", b"HTTP/1.1 404")] != [2, 1, 1]:
        return wrong(
            ko="연결 하나로 네 번 물었는데 네 번 답하지 않았습니다.",
            en="Asked four times on one connection, it did not answer four times.",
        )
    return (
        passed()
        if got.index(b"first") < got.index(b"second")
        else wrong(ko="순서가 다릅니다.", en="The answers are out of order.")
    )


def many(service, case):
    dice = seeded(case)
    values = {f"k{number}": dice.randbytes(12_000) for number in range(500)}
    for answer in service.load(
        [("PUT", f"/{key}", value) for key, value in values.items()], at_once=8, seconds=30
    ):
        must(answer, 201)
    service.restart()
    for key in dice.sample(sorted(values), 40):
        must(service.get(f"/{key}", seconds=30), 200, values[key], what="after a restart")
    return passed()


def over_and_over(service, case):
    value = seeded(case).randbytes(1 << 16)
    for number in range(520):
        must(
            service.request("PUT", "/photo", b"%4d" % number + value, seconds=30),
            (201, 204),
            what=f"PUT number {number + 1}",
        )
    service.restart()
    must(service.get("/photo"), 200, b" 519" + value, what="the last one")
    return passed()


def killed_at_work(service, case):
    """What was answered for before the plug was pulled is there, whole; of the rest, whole values or none."""
    answered, stop = {}, threading.Event()
    value = seeded(case).randbytes(300_000)

    def write(writer):
        with suppress(OSError, HTTPException):
            for number in range(10_000):
                connection = HTTPConnection(*ADDRESS, timeout=10)
                connection.request("PUT", f"/{writer}", b"%6d" % number + value)
                if stop.is_set() or connection.getresponse().status not in (201, 204):
                    return
                answered[writer] = number
                connection.close()

    writers = [threading.Thread(target=write, args=(number,), daemon=True) for number in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(case["seconds"] / len(writers))
    service.restart()
    stop.set()
    for writer, number in sorted(dict(answered).items()):
        body = must(service.get(f"/{writer}"), 200, what="after the plug was pulled").body
        if body[6:] != value or int(body[:6]) < number:
            return wrong(
                ko="전원이 끊긴 뒤 값이 온전하지 않거나 오래된 것입니다.",
                en="After the plug was pulled a value is torn or stale.",
            )
    return passed()


def tags(service, case):
    must(service.request("PUT", "/a", b"one"), 201)
    tag = must(service.get("/a"), 200).headers.get("etag", "")
    if not tag:
        return wrong(ko="ETag가 없습니다.", en="There is no ETag.")
    must(service.request("PUT", "/a", b"two", {"If-Match": tag}), 204, what="If-Match, still right")
    must(service.request("PUT", "/a", b"three", {"If-Match": tag}), 412, what="If-Match, out of date")
    must(service.request("PUT", "/b", b"new", {"If-Match": tag}), 412, what="If-Match, no such key")
    must(service.get("/a"), 200, b"two")
    service.restart()
    now = must(service.get("/a"), 200).headers.get("etag", "")
    answers = service.load([("PUT", "/a", b"%d" % n, {"If-Match": now}) for n in range(16)], at_once=16)
    if sorted(must(answer, (204, 412)).status for answer in answers) != [204] + [412] * 15:
        return wrong(ko="같은 태그로 둘 이상이 이겼습니다.", en="With one tag, not exactly one has won.")
    return passed()
