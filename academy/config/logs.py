"""Log lines: JSON for machines, colours on a terminal."""

import sys
from typing import Any

import structlog

BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
RENDER: list[Any] = (
    [structlog.dev.ConsoleRenderer()]
    if sys.stderr.isatty()
    else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
)
PROCESSORS: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *RENDER]

structlog.configure(
    processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
