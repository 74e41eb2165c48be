"""Serve the site from one process: pages, websockets, git and, without Redis, the worker too."""

import uvicorn
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Serves the site with uvicorn. One process; run several behind a proxy when Redis is set."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **options: object) -> None:
        # Lifespan starts the embedded worker: a server without it would silently grade nothing.
        uvicorn.run(
            "academy.config.asgi:application",
            host=host,
            port=port,
            lifespan="on",
            log_level="warning",
            ws_max_size=1 << 16,
            timeout_graceful_shutdown=10,
        )
