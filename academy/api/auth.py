"""Who calls the API: a personal access token in the Authorization header."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from academy.people import tokens
from academy.people.models import User


class Caller(HttpRequest):
    """A request that was let in."""

    auth: User


class Token(HttpBearer):
    """`write` tokens may hand in; any valid token may read."""

    def __init__(self, *, write: bool = False):
        super().__init__()
        self.write = write

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        return tokens.owner_of(token, write=self.write)
