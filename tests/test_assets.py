"""Style sheets and scripts are streamed as the server asks for them, also by an event loop."""

import warnings

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from django.core.asgi import get_asgi_application
from django.test import Client

BODY = bytes(range(256)) * 400  # more than one block


@pytest.fixture(autouse=True)
def style_sheet(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "core.css").write_bytes(BODY)


@async_to_sync
async def ask(method="GET", **headers):
    """Status, headers and blocks of an answer of the ASGI application; a warning is an error."""
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": "/static/core.css", "query_string": b""}
    server = ApplicationCommunicator(get_asgi_application(), scope | {"headers": lines})
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="StreamingHttpResponse must consume")
        await server.send_input({"type": "http.request"})
        begin = await server.receive_output()
        blocks = []
        while True:
            part = await server.receive_output()
            blocks.append(part.get("body", b""))
            if not part.get("more_body"):
                break
        await server.wait()
    return (
        begin["status"],
        {name.decode().lower(): value.decode() for name, value in begin["headers"]},
        blocks,
    )


def test_an_event_loop_gets_a_file_block_by_block():
    status, headers, blocks = ask()

    assert (status, headers["content-length"], b"".join(blocks)) == (200, str(len(BODY)), BODY)
    assert max(len(block) for block in blocks) < len(BODY)


def test_an_event_loop_gets_answers_without_a_file_too():
    tag = ask()[1]["etag"]

    answers = [ask("HEAD"), ask("POST"), ask(**{"if-none-match": tag})]

    assert [(status, b"".join(blocks)) for status, _headers, blocks in answers] == [
        (200, b""),
        (405, b""),
        (304, b""),
    ]


def test_an_event_loop_gets_part_of_a_file():
    status, headers, blocks = ask(range="bytes=10-19")

    assert (status, headers["content-range"], b"".join(blocks)) == (
        206,
        f"bytes 10-19/{len(BODY)}",
        BODY[10:20],
    )


def test_a_server_without_an_event_loop_gets_the_same():
    answer = Client().get("/static/core.css")

    assert (answer["Content-Type"], b"".join(answer)) == ('text/css; charset="utf-8"', BODY)
