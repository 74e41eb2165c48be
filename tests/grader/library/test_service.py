"""A service and its client: two boxes that share a network and nothing else."""

import pytest

from grader.grading import Finished, grade
from grader.judges.author import AuthorFault

TASK = """
image: python
stages:
  - name: web
    kind: service
    title: {ko: 웹, en: Web}
    command: [python3, web.py]
    judge: cases/client.py
    ready_seconds: READY
    cases:
      - {name: one, given: {secret: 4711}}
"""
WEB = b"""
import os, socket

def commands():
    return [open(f"/proc/{name}/cmdline").read() for name in os.listdir("/proc") if name.isdigit()]

open("seen", "a").write("x")
listener = socket.create_server(("127.0.0.1", 8080))
while True:
    with listener.accept()[0] as connection:
        asked = connection.recv(1000)
        body = eval(asked.split()[1][1:]) if asked else ""
        connection.sendall(b"HTTP/1.0 200 OK\\r\\n\\r\\n" + str(body).encode())
"""


@pytest.fixture
def serve(write_task, engine):
    def run(client, web=WEB, ready=10):
        task = write_task(TASK.replace("READY", str(ready)), {"cases/client.py": client.encode()})
        events = grade(task, {"web.py": (web, False)}, engine)
        return next(event.report.cases[0] for event in events if isinstance(event, Finished))

    return run


@pytest.mark.engine
def test_both_boxes_have_one_loopback_and_no_way_out(serve):
    result = serve("""
def devices(text):
    return [line.split(":")[0].strip() for line in text.splitlines()[2:]]

def one(service, case):
    there = service.get("/open('/proc/net/dev').read()").text
    routes = service.get("/open('/proc/net/route').read().count('\\\\n')").text
    return devices(there) == devices(open("/proc/net/dev").read()) == ["lo"] and routes == "1"
""")

    assert (result.outcome, result.message) == ("passed", None)


@pytest.mark.engine
def test_the_program_meets_neither_the_client_nor_what_it_is_given(serve):
    result = serve("""
def one(service, case):
    files = service.get("/sorted(os.listdir('/work'))").text
    commands = service.get("/commands()").text
    return files == "['seen', 'web.py']" and "web.py" in commands and "author" not in commands
""")

    assert (result.outcome, result.message) == ("passed", None)


@pytest.mark.engine
def test_a_restart_is_a_new_process_with_the_old_files_or_without_them(serve):
    result = serve("""
def one(service, case):
    pids, sizes = set(), []
    for keep in (True, True, False):
        sizes.append(service.get("/os.path.getsize('seen')").text)
        pids.add(service.get("/os.getpid()").text)
        service.restart(keep=keep)
    sizes.append(service.get("/os.path.getsize('seen')").text)
    return len(pids) == 3 and sizes == ["1", "2", "3", "1"]
""")

    assert (result.outcome, result.message) == ("passed", None)
    assert [detail.text.count("⟳") for detail in result.details if detail.kind == "transcript"] == [3]


@pytest.mark.engine
def test_what_was_asked_and_answered_is_written_down(serve):
    result = serve("""
def one(service, case):
    service.get("/1+1")
    service.load([("GET", "/2")] * 6, at_once=3)
    return service.exchange(b"GET /3 HTTP/1.0") != b""
""")

    assert [detail.text.split("\n") for detail in result.details if detail.kind == "transcript"] == [
        ["GET /1+1 → 200, 1 B", "6 requests, 3 at once → 6 answers", "15 raw bytes → 20 B"]
    ]


@pytest.mark.engine
def test_a_program_that_never_listens_is_waited_for_no_longer_than_said(serve):
    result = serve("def one(service, case):\n    return True", b"import time; time.sleep(60)", ready=0.5)

    assert (result.outcome, str(result.message)) == (
        "time_limit",
        "After 0.5 seconds nothing listened at port 8080.",
    )


@pytest.mark.engine
def test_a_client_that_breaks_down_is_our_fault(serve):
    with pytest.raises(AuthorFault, match="line 2, in one: KeyError: 'absent'"):
        serve("def one(service, case):\n    return case['absent']")
