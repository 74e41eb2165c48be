"""The ASGI application: git in front, websockets beside, Django behind, the worker in the lifespan."""

import asyncio
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
from django.core.asgi import get_asgi_application

django_application: Any = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402

from academy.config.bodies import limited  # noqa: E402
from academy.config.celery import app as celery_app  # noqa: E402
from academy.config.embedded import EmbeddedRuntime  # noqa: E402
from academy.config.sockets import websocket_urlpatterns  # noqa: E402
from projects.doors import git_door  # noqa: E402

router = ProtocolTypeRouter(
    {
        "http": limited(django_application, settings.MAX_BODY),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/git/"):
        await git_door()(scope, receive, send)
    else:
        await router(scope, receive, send)


async def lifespan(receive: Any, send: Any) -> None:
    runtime = None
    if settings.EMBEDDED:
        lock = settings.VAR_DIR / "embedded.lock"
        runtime = EmbeddedRuntime(celery_app, lock=lock, concurrency=settings.GRADER_CONCURRENCY + 1)
    await receive()
    try:
        if runtime:
            await asyncio.to_thread(runtime.start, asyncio.get_running_loop())
    except Exception as error:
        await send({"type": "lifespan.startup.failed", "message": str(error)})
        return
    await send({"type": "lifespan.startup.complete"})
    await receive()
    if runtime:
        await asyncio.to_thread(runtime.stop)
    await send({"type": "lifespan.shutdown.complete"})
