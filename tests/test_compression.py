"""Pages go compressed to whoever takes that; what is packed already is left alone."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from academy.config.compression import TextMiddleware
from tests.making import make_person


@pytest.mark.django_db
def test_a_page_goes_compressed_to_who_takes_that(client):
    client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")

    plain = client.get("/notices/")
    packed = client.get("/notices/", headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content).lstrip().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(("kind", "coded"), [("text/csv; charset=utf-8", "gzip"), ("application/pdf", None)])
def test_only_texts_are_compressed(kind, coded):
    answer = HttpResponse(b"0" * 1000, content_type=kind)

    sent = TextMiddleware(lambda request: answer)(
        RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    )

    assert sent.headers.get("Content-Encoding") == coded
