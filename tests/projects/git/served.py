"""The smallest site around the git server: a test writes policies as files and reads pushes as lines."""

import json
import os
from pathlib import Path

from projects.git.access import Access, PushPolicy
from projects.git.smart_http import SmartHTTP
from projects.intake.limits import Limits

ROOT = Path(os.environ["GIT_ROOT"])


async def authorize(login, token, key, writes):
    settings = ROOT / f"{key}.json"
    if not settings.exists():
        return None
    site = json.loads(settings.read_text())
    if writes:
        with (ROOT / f"{key}.asked").open("a") as asked:
            asked.write(".")
    if token != site["token"] or (writes and login in site["readers"]):
        return None
    policy = PushPolicy(**site["policy"] | {"limits": Limits(**site["limits"])})
    return Access(login, policy)


async def after_push(access, key, before, after):
    with (ROOT / f"{key}.pushes").open("a") as pushes:
        pushes.write(json.dumps([access.actor, before, after]) + "\n")
    if access.policy.address == "fails":
        raise RuntimeError("The site is down")


application = SmartHTTP(ROOT, authorize=authorize, after_push=after_push)
