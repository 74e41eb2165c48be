"""Handing a message over to the push service of a browser."""

import enum
from urllib.parse import urlsplit

import requests
import structlog
from django.utils import timezone

from ..models import PushTarget
from . import sealing
from .browsers import is_known

PATIENCE = (5, 10)  # seconds to connect, and to answer
DAY, HOUR = 24 * 3600, 3600  # seconds that a service keeps what it cannot deliver

log = structlog.get_logger()


class Outcome(enum.Enum):
    TAKEN = "taken"
    GONE = "gone"  # nobody will ever read it there
    REFUSED = "refused"
    AWAY = "away"  # later, perhaps


class Services:
    """All of them for one round. A service that does not answer is not asked a second time in it."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._silent: set[str] = set()

    def hand_over(self, target: PushTarget, text: bytes, *, urgent: bool) -> Outcome:
        host = urlsplit(target.endpoint).netloc
        if not is_known(target.endpoint):
            return Outcome.REFUSED
        if host in self._silent:
            return Outcome.AWAY
        try:
            return self._post(target, text, urgent=urgent)
        except requests.RequestException as error:
            self._silent.add(host)
            log.warning("push_service_away", host=host, said=str(error)[:200])
            return Outcome.AWAY

    def _post(self, target: PushTarget, text: bytes, *, urgent: bool) -> Outcome:
        p256dh, auth = sealing.decoded(target.p256dh), sealing.decoded(target.auth)
        headers = {
            "Authorization": sealing.signature(target.endpoint, now=timezone.now()),
            "Content-Encoding": "aes128gcm",
            "TTL": str(HOUR if urgent else DAY),
            "Urgency": "high" if urgent else "normal",
        }
        sealed = sealing.seal(text, p256dh=p256dh, auth=auth)
        # Nobody leads us elsewhere, and what the service says beside its status is not even read.
        with self._session.post(
            target.endpoint, sealed, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True
        ) as answer:
            return _outcome(answer.status_code, target)


def _outcome(status: int, target: PushTarget) -> Outcome:
    if 200 <= status < 300:
        return Outcome.TAKEN
    if status in (404, 410):
        return Outcome.GONE
    log.warning("push_not_taken", status=status, host=urlsplit(target.endpoint).netloc)
    return Outcome.AWAY if status == 429 or status >= 500 else Outcome.REFUSED
