"""What the API says, in types. Documented at /api/docs."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import AwareDatetime


class Problem(Schema):
    """Why a request was refused, in a sentence for the person."""

    detail: str


class Me(Schema):
    login: str
    name: str
    role: Literal["trainee", "staff", "mentor"]
    cohort: str | None
    level: str
    xp: int
    points: int | None


class ProjectOut(Schema):
    slug: str
    title: str
    circle: int
    xp: int
    state: Literal["validated", "under-way", "failed", "open", "locked"]
    best_mark: int | None
    locks: list[str]
    files: list[str]
    clone_url: str | None


class CaseOut(Schema):
    stage: str
    name: str
    outcome: str
    hidden: bool
    bonus: bool
    score: float | None  # of predictions on the public rows, rounded


class RunOut(Schema):
    id: int
    purpose: Literal["check", "final", "exam"]
    state: str
    verdict: str
    score: int | None
    position: int | None
    commit: str
    requested_at: datetime
    ended_at: datetime | None
    cases: list[CaseOut]


class Received(Schema):
    commit: str
    files: int
    size: int
    missing: list[str]
    run: int | None  # None: kept, but not scored
    note: str  # why, and when the next hand-in is scored


class ExamOut(Schema):
    """An exam of the caller. What the exercise asks is there only while it waits for an answer."""

    state: Literal["running", "over"]
    ends_at: datetime
    score: int  # marks of the steps that were passed
    step: int | None
    steps: int
    title: str
    subject: str  # Markdown
    files: list[str]
    blocked_until: datetime | None  # after a failure: nothing is taken before


class LineOut(Schema):
    place: int
    team: str
    public: str
    private: str | None
    handed_in_at: datetime


class BoardOut(Schema):
    """Scores are rounded; the private one is there after the close."""

    scorer: str
    closes_at: datetime | None
    closed: bool
    lines: list[LineOut]


class NoticeOut(Schema):
    """One piece of news. It names no person."""

    id: int
    kind: str  # what can be switched off
    title: str
    note: str
    url: str  # leads to what it is about, and marks it as read
    told_at: datetime
    is_read: bool


class ReadIn(Schema):
    until: AwareDatetime | None = None  # with its zone; now if it is left out


class UnreadOut(Schema):
    unread: int
