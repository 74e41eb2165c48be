"""Pages go over the line compressed: a calendar of hundreds of quarters is a tenth of its size then."""

from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "image/svg+xml")


class TextMiddleware(GZipMiddleware):
    """Compresses texts alone: archives, certificates and sheets of figures are small already.

    What is typed into a page and what is secret in it cannot be weighed against each other from outside
    (BREACH): cookies are sent to no request that another site makes, tokens of forms are masked anew on each
    page, and Django makes the length of the answer vary.
    """

    def process_response(self, request: object, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)  # type: ignore[arg-type]
