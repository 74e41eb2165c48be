"""One HTTP request to a repository, read from its headers alone; what does not fit gets a plain answer."""

import base64
import binascii
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from projects.intake.refused import Sentence

from . import sentences

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Header = tuple[bytes, bytes]

ADDRESS = re.compile(
    r"/git/(?P<key>[a-z0-9][a-z0-9_-]{0,79})\.git/(?P<action>info/refs|git-upload-pack|git-receive-pack)"
)
SERVICES = {"git-upload-pack", "git-receive-pack"}
CHALLENGE = (b"www-authenticate", b'Basic realm="Bitgoeul", charset="UTF-8"')


class Answer(Exception):
    """A request that git never sees. The text is in both languages: whose it is may not be known yet."""

    def __init__(self, status: int, sentence: Sentence, *headers: Header):
        super().__init__(status, sentence.en)
        self.status, self.headers = status, headers
        self.text = f"{sentence.en}\n{sentence.ko}\n"


@dataclass(frozen=True)
class Request:
    key: str  # of the team
    action: str  # what stands behind the repository in the address
    service: str
    query: str
    headers: dict[str, str]
    address: str  # of the client

    @property
    def method(self) -> str:
        return "GET" if self.action == "info/refs" else "POST"

    @property
    def writes(self) -> bool:
        """True for the greeting before a push as well, so that a stranger is stopped there already."""
        return self.service == "git-receive-pack"

    @property
    def is_push(self) -> bool:
        return self.action == "git-receive-pack"

    @property
    def length(self) -> int:
        """Bytes of the body, 0 when it comes in chunks."""
        length = self.headers.get("content-length", "")
        return int(length) if length.isdecimal() and len(length) < 20 else 0

    def credentials(self) -> tuple[str, str]:
        """Login and token. Raises Answer when there are none."""
        kind, _, encoded = self.headers.get("authorization", "").partition(" ")
        try:
            login, colon, token = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise unauthorized() from None
        if kind.lower() != "basic" or not colon:
            raise unauthorized()
        return login, token


def unauthorized() -> Answer:
    return Answer(401, sentences.TOKEN_NEEDED, CHALLENGE)


def read_request(scope: Message) -> Request:
    """Raises Answer for everything but the four requests of git's smart protocol."""
    found = ADDRESS.fullmatch(scope["path"])
    if not found:
        raise Answer(404, sentences.NO_REPOSITORY)
    query = scope.get("query_string", b"").decode("latin-1")
    action = found["action"]
    service = query.removeprefix("service=") if action == "info/refs" else action
    if service not in SERVICES:  # the dumb protocol asks without naming a service
        raise Answer(403, sentences.SMART_ONLY)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    client = scope.get("client") or ("",)
    request = Request(found["key"], action, service, query, headers, client[0])
    if scope["method"] != request.method:
        raise Answer(405, sentences.SMART_ONLY, (b"allow", request.method.encode()))
    return request
