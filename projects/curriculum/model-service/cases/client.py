"""The client of the model service: each function is one case."""

import csv
import json
import random
import socket
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from judge import Unanswered, passed, wrong

ADDRESS = ("127.0.0.1", 8080)
JSON = {"Content-Type": "application/json"}
ROW = {"hour": 8, "weekday": 0, "temperature": 12.5, "rain": False}
MOST = 1000  # rows of a request
LARGEST = 256 << 10  # bytes of a body


def must(answer, status, *, what=""):
    """The JSON of an answer. Stops the case where it has another status, or is no JSON."""
    shown = f" ({what})" if what else ""
    if answer is None:
        raise Unanswered(ko=f"응답이 없습니다{shown}.", en=f"There was no answer{shown}.")
    if answer.status != status:
        raise Unanswered(
            ko=f"상태 {status}이어야 하는데 {answer.status}입니다{shown}.",
            en=f"The status should be {status}, and is {answer.status}{shown}.",
        )
    told = answer.json()
    if type(told) is not dict or (status >= 400 and type(told.get("error")) is not str):
        raise Unanswered(ko=f"응답의 모양이 다릅니다{shown}.", en=f"The answer has another shape{shown}.")
    return told


def ask(service, rows, path="/predict", seconds=20):
    return service.request("POST", path, json.dumps({"rows": rows}), JSON, seconds=seconds)


def numbers(told, name, count):
    values = told.get(name)
    if type(values) is not list or len(values) != count:
        raise Unanswered(
            ko=f"{name}에 수가 {count}개 있어야 합니다.", en=f"There should be {count} numbers in {name}."
        )
    for value in values:
        if type(value) not in (int, float) or not 0 <= value < 1e6:
            raise Unanswered(
                ko="예측은 0 이상의 유한한 수입니다.", en="A prediction is a finite number from 0."
            )
    return values


def predicted(service, rows):
    return numbers(must(ask(service, rows), 200), "predictions", len(rows))


def measured():
    """Rows and what was really rented."""
    with (Path(__file__).parent.parent / "test.csv").open() as file:
        read = list(csv.DictReader(file))
    rows = [
        {
            "hour": int(row["hour"]),
            "weekday": int(row["weekday"]),
            "temperature": float(row["temperature"]),
            "rain": row["rain"] == "1",
        }
        for row in read
    ]
    return rows, [float(row["rides"]) for row in read]


def drawn(dice):
    return {
        "hour": dice.randrange(24),
        "weekday": dice.randrange(7),
        "temperature": round(dice.uniform(-15, 38), 1),
        "rain": dice.random() < 0.3,
    }


def seeded(case):
    """Dice that fall the same way every time."""
    return random.Random(case["seed"])  # noqa: S311


def health(service, case):
    told = must(service.get("/health"), 200)
    if told.get("status") != "ok" or type(told.get("model")) is not str or not told["model"]:
        return wrong(ko="status와 model이 있어야 합니다.", en="There should be a status and a model.")
    service.restart()
    if must(service.get("/health"), 200) != told:
        return wrong(
            ko="같은 모델인데 이름이 달라졌습니다.", en="The same model has another name after a restart."
        )
    return passed()


def one_row(service, case):
    busy, quiet = predicted(service, [ROW, ROW | {"hour": 4}])
    if busy < 3 * quiet:
        return wrong(
            ko="월요일 8시는 4시보다 훨씬 붐빕니다.", en="Eight on a Monday is far busier than four."
        )
    return passed()


def weekend_night(service, case):
    late, night = predicted(service, [ROW | {"hour": 23}, ROW | {"hour": 0, "weekday": 5}])
    if night < 1.5 * late:
        return wrong(
            ko="토요일 0시는 월요일 23시보다 훨씬 붐빕니다.",
            en="Midnight on a Saturday is far busier than eleven at night on a Monday.",
        )
    return passed()


def missing_field(service, case):
    told = must(ask(service, [ROW, {"hour": 8, "weekday": 0, "rain": False}]), 400)
    if (told.get("row"), told.get("field")) != (1, "temperature"):
        return wrong(ko="어느 줄의 어느 칸인지 알려야 합니다.", en="It should say which field of which row.")
    return passed()


def no_json(service, case):
    for body in (b"{", b"", b"\xff\xfe", b'{"rows": [}'):
        must(service.request("POST", "/predict", body, JSON), 400, what=ascii(body))
    predicted(service, [ROW])
    return passed()


def addresses(service, case):
    must(service.get("/nothing"), 404)
    must(service.get("/predict"), 405, what="GET /predict")
    must(service.request("POST", "/health", b"{}", JSON), 405, what="POST /health")
    must(service.request("PUT", "/predict", b"{}", JSON), 405, what="PUT /predict")
    must(service.request("PUT", "/nothing", b"{}", JSON), 404, what="PUT /nothing")
    return passed()


def error_at_most(service, case):
    rows, rides = measured()
    values = predicted(service, rows)
    missed = sum(abs(a - b) for a, b in zip(values, rides, strict=True)) / len(rides)
    if missed > case["most"]:
        return wrong(
            ko=f"평균 {missed:.1f}대 틀립니다. {case['most']}대까지 됩니다.",
            en=f"It is wrong by {missed:.1f} bicycles on average; {case['most']} are allowed.",
        )
    return passed()


def never_below_none(service, case):
    dice = seeded(case)
    cold = [drawn(dice) | {"temperature": -40 + n % 20, "hour": n % 6, "rain": True} for n in range(200)]
    hot = [drawn(dice) | {"temperature": 50, "hour": n % 24} for n in range(48)]
    predicted(service, cold + hot)
    return passed()


def alone_or_together(service, case):
    dice = seeded(case)
    rows = [drawn(dice) for _ in range(40)]
    together = predicted(service, rows)
    backwards = predicted(service, rows[::-1])[::-1]
    alone = [predicted(service, [row])[0] for row in rows]
    if any(max(abs(a - b), abs(a - c)) > 0.01 for a, b, c in zip(together, backwards, alone, strict=True)):
        return wrong(
            ko="같은 줄인데 함께 묻느냐 따로 묻느냐에 따라 예측이 다릅니다.",
            en="A row gets another prediction when it is asked for alone, or in another order.",
        )
    return passed()


BAD = [
    ("hour", 24),
    ("hour", -1),
    ("hour", 8.0),
    ("hour", True),
    ("hour", "8"),
    ("hour", None),
    ("weekday", 7),
    ("weekday", -1),
    ("weekday", False),
    ("temperature", "12"),
    ("temperature", 50.1),
    ("temperature", -41),
    ("temperature", True),
    ("temperature", [12]),
    ("rain", 1),
    ("rain", "no"),
    ("rain", None),
]


def bad_values(service, case):
    for field, value in BAD:
        told = must(ask(service, [ROW, ROW, ROW | {field: value}]), 400, what=f"{field}: {value!r}")
        if (told.get("row"), told.get("field")) != (2, field):
            return wrong(
                ko=f"{field}가 {value!r}인 줄을 잘못 가리킵니다.",
                en=f"It blames the wrong place for {field}: {value!r}.",
            )
    for value in ("NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400, "9" * 6000):
        body = json.dumps({"rows": [ROW]}).replace("12.5", value)
        must(service.request("POST", "/predict", body, JSON), 400, what=f"temperature: {value[:12]}")
    must(ask(service, [ROW | {"humidity": 3}]), 400, what="an unknown field")
    predicted(service, [ROW | {"temperature": 12}])
    return passed()


def bad_shapes(service, case):
    shapes = [
        None,
        3,
        "rows",
        [],
        [ROW],
        {},
        {"rows": []},
        {"rows": {}},
        {"rows": [3]},
        {"rows": [None]},
        {"rows": [[]]},
    ]
    shapes += [{"rows": [ROW], "more": 1}, {"row": [ROW]}, {"rows": "x" * 100}]
    for shape in shapes:
        must(service.request("POST", "/predict", json.dumps(shape), JSON), 400, what=json.dumps(shape)[:40])
    predicted(service, [ROW])
    return passed()


def too_deep(service, case):
    for body in (b"[" * 100_000, b'{"rows":' * 20_000, b'{"rows": [' + b"[" * 50_000 + b"]" * 50_000 + b"]}"):
        must(service.request("POST", "/predict", body, JSON), 400, what=f"{len(body)} B, nested")
    predicted(service, [ROW])
    return passed()


def too_much(service, case):
    predicted(service, [ROW] * MOST)
    largest = json.dumps({"rows": [ROW]}).ljust(LARGEST)
    must(service.request("POST", "/predict", largest, JSON, seconds=20), 200, what=f"{LARGEST} B")
    must(ask(service, [ROW] * (MOST + 1)), 413, what=f"{MOST + 1} rows")
    head = _head(f"Content-Length: {LARGEST + 1}", "Content-Type: application/json")
    got = service.exchange(head, seconds=4)
    if b" 413 " not in got[:40]:
        return wrong(
            ko="너무 큰 본문을 413으로 거절하지 않습니다.",
            en="A body that is too large is not refused with 413.",
        )
    return passed()


def bad_manners(service, case):
    body = json.dumps({"rows": [ROW]})
    must(service.request("POST", "/predict", body, {"Content-Type": "text/plain"}), 415, what="text/plain")
    predicted_type = {"Content-Type": "application/json; charset=utf-8"}
    must(service.request("POST", "/predict", body, predicted_type), 200, what="with a charset")
    for sent, status in (
        (b"NONSENSE\r\n\r\n", b" 400 "),
        (_head("Content-Type: application/json"), b" 411 "),
        (_head("Content-Length: -2", "Content-Type: application/json"), b" 400 "),
    ):
        if status not in service.exchange(sent, seconds=4)[:40]:
            return wrong(
                ko=f"{sent[:60]!r}에{status.decode()}(으)로 답하지 않았습니다.",
                en=f"{sent[:60]!r} was not answered with{status.decode()}.",
            )
    predicted(service, [ROW])
    return passed()


def one_connection(service, case):
    """After an answer the connection is kept; after a refusal it is closed, or clean."""
    body = json.dumps({"rows": [ROW]})
    with closing(HTTPConnection(*ADDRESS, timeout=20)) as connection:
        connection.connect()
        connection.auto_open = False
        for _ in range(3):
            status, closed = _over(connection, "POST", "/predict", body, JSON)
            if status != 200 or closed:
                return wrong(
                    ko=f"요청이 이어지는 연결에서 상태 {status}을(를) 답했거나 연결을 닫았습니다.",
                    en=f"On a connection that goes on, it answered {status} or closed it.",
                )
        status, closed = _over(connection, "POST", "/predict", body, {"Content-Type": "text/plain"})
        after = 200 if closed else _over(connection, "GET", "/health")[0]
    if (status, after) != (415, 200):
        return wrong(
            ko=f"거절({status}) 뒤에 같은 연결로 온 요청에 {after}을(를) 답했습니다.",
            en=f"After a refusal ({status}), the next request on the same connection got {after}.",
        )
    return passed()


def _over(connection, *request):
    """The status, and whether the answer says that the connection ends with it."""
    try:
        connection.request(*request)
        answer = connection.getresponse()
        answer.read()
    except (HTTPException, OSError):
        raise Unanswered(ko="연결이 끊겼습니다.", en="The connection was dropped.") from None
    return answer.status, answer.will_close


def _head(*lines):
    return "\r\n".join(["POST /predict HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def sleepers(service, case):
    with ExitStack() as open_ones:
        for number in range(20):
            connection = open_ones.enter_context(socket.create_connection(ADDRESS, timeout=5))
            connection.sendall(b"" if number % 2 else _head("Content-Length: 90")[:-20])
        must(ask(service, [ROW], seconds=8), 200, what="while others sleep")
    return passed()


def under_load(service, case):
    dice = seeded(case)
    rows = [drawn(dice) for _ in range(160)]
    wanted = predicted(service, rows)
    good = [("POST", "/predict", json.dumps({"rows": [row]}), JSON) for row in rows]
    bad = [("POST", "/predict", json.dumps({"rows": [row | {"hour": 99}]}), JSON) for row in rows[:40]]
    mixed = [one for pair in zip(good[:40], bad, strict=True) for one in pair] + good[40:]
    answers = service.load(mixed, at_once=16, seconds=20)
    values = []
    for request, answer in zip(mixed, answers, strict=True):
        told = must(answer, 400 if '"hour": 99' in request[2] else 200)
        values += told.get("predictions", [])
    if len(values) != len(wanted) or any(abs(a - b) > 0.01 for a, b in zip(values, wanted, strict=True)):
        return wrong(ko="부하 중의 예측이 뒤섞였습니다.", en="Under load, predictions are mixed up.")
    counted = must(service.get("/metrics"), 200)
    expected = {"requests": 201, "rows": 320, "refused": 40}
    if counted != expected:
        return wrong(
            ko=f"세어 보면 {expected}인데 {counted}입니다.",
            en=f"It should have counted {expected}, not {counted}.",
        )
    return passed()


def large_batches(service, case):
    dice = seeded(case)
    rows = [drawn(dice) for _ in range(MOST)]
    for _ in range(8):
        predicted(service, rows)
    return passed()


def intervals(service, case):
    rows, rides = measured()
    told = must(ask(service, rows, "/interval"), 200)
    low, high = numbers(told, "low", len(rows)), numbers(told, "high", len(rows))
    inside = sum(a - 0.5 <= ride <= b + 0.5 for a, b, ride in zip(low, high, rides, strict=True)) / len(rides)
    width = sum(b - a for a, b in zip(low, high, strict=True)) / len(rides)
    if not 0.74 <= inside <= 0.92 or width > case["width"]:
        return wrong(
            ko=f"구간에 {inside:.0%}가 들고 평균 폭이 {width:.1f}대입니다.",
            en=f"{inside:.0%} lie inside, and the intervals are {width:.1f} bicycles wide.",
        )
    return passed()
