"""What a load balancer asks."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from grader import workers


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """503 when pages cannot be served; an absent grader is told but does not make the site unready."""
    try:
        connection.ensure_connection()
        grader = "online" if workers.online() else "offline"
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok", "grader": grader})
