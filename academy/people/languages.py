"""Everybody is addressed in the language of their profile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from .models import User


@contextmanager
def spoken_by(user: User) -> Iterator[None]:
    """For mails and websockets, which have no browser to ask."""
    with translation.override(user.language):
        yield


class PersonLanguageMiddleware:
    """The profile decides for those who are signed in, the browser for everybody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # After LocaleMiddleware, whose choice by cookie or header is the fallback.
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)
