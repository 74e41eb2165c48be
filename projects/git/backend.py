"""`git http-backend` as a process: how it is started for one request, and how it is ended."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import cast

from .access import Access
from .hook import POLICY
from .process import LIMITS, environment
from .request import Request

HOOKS = Path(__file__).with_name("hooks")
# A second wall behind the hooks. The four names of fsck are looked at by push.check_objects.
RECEIVING = {
    "core.hooksPath": str(HOOKS),
    "http.getanyfile": "false",
    "http.receivepack": "true",
    "receive.advertisePushOptions": "false",
    "receive.autogc": "false",
    "receive.denyDeletes": "true",
    "receive.denyNonFastForwards": "true",
    "receive.fsckObjects": "true",
    "receive.fsck.fullPathname": "ignore",
    "receive.fsck.hasDot": "ignore",
    "receive.fsck.hasDotdot": "ignore",
    "receive.fsck.hasDotgit": "ignore",
    "receive.unpackLimit": "1",  # always a pack: no thousand loose files, and check_objects has one to read
    "uploadpack.allowFilter": "true",
}
GRACE = 3.0  # seconds for each of the three ways to end git


class HooksMissing(Exception):
    """Git skips a hook that it cannot run, and would take every push."""


def check_hooks() -> None:
    for name in ("pre-receive", "post-receive"):
        if not os.access(HOOKS / name, os.X_OK):
            raise HooksMissing(f"{HOOKS / name} must be there and executable")


async def start(request: Request, access: Access, *, root: Path, heirs: tuple[int, ...] = ()) -> Process:
    """In a process group of its own; `heirs` are file descriptors that it shall inherit."""
    return await asyncio.create_subprocess_exec(
        *LIMITS, "git", "http-backend",
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        env=_environment(request, access, root),
        start_new_session=True,
        pass_fds=heirs,
    )  # fmt: skip


async def end(process: Process) -> None:
    """Stop git and all that it started: first by ending its input, for it to clear up behind itself."""
    cast(asyncio.StreamWriter, process.stdin).close()
    for kind in (None, signal.SIGTERM, signal.SIGKILL):
        if process.returncode is not None:
            return
        try:
            if kind:
                os.killpg(process.pid, kind)
            await asyncio.wait_for(process.wait(), GRACE)
        except ProcessLookupError:
            return
        except TimeoutError:
            continue


def _environment(request: Request, access: Access, root: Path) -> dict[str, str]:
    variables = {
        "GATEWAY_INTERFACE": "CGI/1.1",
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_PROJECT_ROOT": str(root),
        "PATH_INFO": f"/{request.key}.git/{request.action}",
        "REQUEST_METHOD": request.method,
        "QUERY_STRING": request.query,
        "CONTENT_TYPE": request.headers.get("content-type", ""),
        "CONTENT_LENGTH": request.headers.get("content-length", ""),
        "HTTP_CONTENT_ENCODING": request.headers.get("content-encoding", ""),
        "REMOTE_USER": access.actor,
        "REMOTE_ADDR": request.address,
        "BITGOEUL_PYTHON": sys.executable,
        POLICY: access.policy.to_json(),
    }
    if re.fullmatch(r"version=[0-9]", request.headers.get("git-protocol", "")):
        variables["GIT_PROTOCOL"] = request.headers["git-protocol"]
    limit = {"receive.maxInputSize": str(access.policy.limits.push)}
    return environment(RECEIVING | limit, **variables)
