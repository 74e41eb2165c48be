"""All that people are told, as sentences that name nobody. A kind is what one can switch on and off."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
TRAINEE, MENTOR, STAFF = "trainee", "mentor", "staff"  # roles of people.User


@dataclass(frozen=True)
class Kind:
    """`kept`: stands on the page whatever somebody switches, because it has a term or a consequence."""

    name: str
    label: Text
    help: Text
    mail: bool = True
    push: bool = True
    kept: bool = False
    roles: Sequence[str] = (TRAINEE,)

    def by_default(self, channel: str) -> bool:
        return {"page": True, "mail": self.mail, "push": self.push}[channel]

    @staticmethod
    def pairs() -> list[tuple[str, Text]]:
        return [(kind.name, kind.label) for kind in KINDS.values()]


@dataclass(frozen=True)
class News:
    """`urgent`: it is of no use in an hour, so neither digest nor quiet hours hold it."""

    name: str
    kind: Kind
    title: Text
    note: Text = ""
    urgent: bool = False


GRADER = Kind("grader", _("The grader"), _("What became of work that your team has closed."), mail=False)
MARK = Kind("mark", _("Marks"), _("A project has its mark, or a mark was changed."))
BOOKING = Kind(
    "booking",
    _("Appointments"),
    _("An evaluation was booked, moved or cancelled, or somebody asks for another time."),
    roles=(TRAINEE, MENTOR, STAFF),
)
SOON = Kind(
    "soon", _("Reminders"), _("An evaluation begins within the hour."), roles=(TRAINEE, MENTOR, STAFF)
)
AFTERWARDS = Kind("afterwards", _("Afterwards"), _("A sheet is filled, feedback is due or has come."))
CALL = Kind("call", _("Calls"), _("You are on call, and somebody's evaluator is missing."))
HEARING = Kind(
    "hearing",
    _("Reports and objections"),
    _("Your team was reported, or what you objected to was decided."),
    kept=True,
)
POINTS = Kind(
    "points",
    _("Points"),
    _("Points beyond evaluations: fines, gifts, what the week brings."),
    mail=False,
    push=False,
)
LEVEL = Kind("level", _("Levels"), _("You have reached a new level."), mail=False)
WINDOW = Kind(
    "window",
    _("Exams and contests"),
    _("When an exam, a rush or a hackathon that you can take part in opens, and that it is open."),
)
TEAM = Kind("team", _("Teams"), _("Somebody asks you into their team."))
WORD = Kind("word", _("Words of the staff"), _("The staff write to you."), kept=True)
DUTY = Kind(
    "duty",
    _("Asked for help"),
    _("A team has found no evaluator, or waits for a decision."),
    roles=(MENTOR, STAFF),
)
ALARM = Kind(
    "alarm", _("Alarms"), _("The grader or the points of a cohort need somebody."), kept=True, roles=(STAFF,)
)
_IN_ORDER = (
    *(SOON, CALL, BOOKING, AFTERWARDS, WINDOW, GRADER, MARK, LEVEL, HEARING, TEAM, WORD, POINTS),
    *(DUTY, ALARM),
)
KINDS = {kind.name: kind for kind in _IN_ORDER}

_ALL = (
    News(
        "grader-passed",
        GRADER,
        _("%(project)s: the grader is satisfied, %(score)d of 100"),
        _("Now your peers look at it. Book its evaluations."),
    ),
    News(
        "grader-returned",
        GRADER,
        _("%(project)s comes back to you: %(score)d of 100"),
        _("The report says which case failed first, and when the next attempt opens."),
    ),
    News(
        "grader-broken",
        GRADER,
        _("%(project)s could not be graded, and that is our fault"),
        _("The attempt is open again; nothing was used up. Close it once more whenever you like."),
    ),
    News("marked", MARK, _("%(project)s has its mark: %(mark)d")),
    News("mark-changed", MARK, _("The mark of %(project)s is now %(mark)d"), _("Before it was %(before)d.")),
    News(
        "booked-to-give",
        BOOKING,
        _("You evaluate %(project)s on %(at)s"),
        _("Who it is you learn shortly before."),
    ),
    News(
        "booked-to-get",
        BOOKING,
        _("%(project)s is evaluated on %(at)s"),
        _("Who comes you learn shortly before."),
    ),
    News(
        "other-time",
        BOOKING,
        _("%(project)s: the other side proposes %(at)s"),
        _("Accept it or stay with the time that you have."),
    ),
    News(
        "other-time-declined",
        BOOKING,
        _("%(project)s stays on %(at)s"),
        _("The other side cannot at the other time."),
    ),
    News("moved", BOOKING, _("The evaluation of %(project)s is now on %(at)s")),
    News(
        "cancelled-by-team",
        BOOKING,
        _("The evaluation of %(project)s on %(at)s is cancelled"),
        _("The team called it off. Your time is free again."),
    ),
    News(
        "cancelled-by-evaluator",
        BOOKING,
        _("The evaluation of %(project)s on %(at)s is cancelled"),
        _("Your evaluator cannot come, and your point is back. If somebody else takes over you are told."),
    ),
    News(
        "soon-to-give",
        SOON,
        _("At %(at)s you evaluate %(project)s"),
        _("Check in when you are there; the room opens then."),
        urgent=True,
    ),
    News(
        "soon-to-get",
        SOON,
        _("At %(at)s %(project)s is evaluated"),
        _("Be there in time and have the code ready that your page shows."),
        urgent=True,
    ),
    News(
        "filled",
        AFTERWARDS,
        _("The evaluation of %(project)s is filled"),
        _("Read it, and give your evaluator a word back."),
    ),
    News(
        "feedback-due",
        AFTERWARDS,
        _("A word to your evaluator of %(project)s"),
        _("How was your evaluator? Four grades and a sentence help them to do better; until %(until)s."),
    ),
    News("feedback-came", AFTERWARDS, _("Feedback to your evaluation of %(project)s")),
    News(
        "missed",
        AFTERWARDS,
        _("The evaluation of %(project)s on %(at)s did not take place"),
        _("Its page says who counts as absent. If it was different, appeal there."),
    ),
    News(
        "called",
        CALL,
        _("You are called: %(project)s waits for an evaluator at %(at)s"),
        _("Say yes or no, so that nobody waits in vain."),
        urgent=True,
    ),
    News(
        "reported",
        HEARING,
        _("%(project)s was reported: tell your side"),
        _("An evaluator doubts that it is your own work. Nothing is decided; you are heard until %(until)s."),
    ),
    News(
        "report-decided",
        HEARING,
        _("The report about %(project)s is decided"),
        _("The page of the evaluation says how, and why."),
    ),
    News(
        "objection-decided",
        HEARING,
        _("Your objection about %(project)s is decided"),
        _("The page of the mark says how, and why."),
    ),
    News(
        "appeal-decided",
        HEARING,
        _("Your appeal about %(project)s is decided"),
        _("The page of the evaluation says how, and why."),
    ),
    News("points", POINTS, _("Correction points: %(change)+d"), _("Your page of points says why.")),
    News(
        "level-up", LEVEL, _("You have reached level %(level)d"), _("What brought you there is on your page.")
    ),
    News(
        "window-set",
        WINDOW,
        _("%(project)s opens on %(at)s"),
        _("It closes on %(until)s. You can take part; keep the time free."),
    ),
    News("window-open", WINDOW, _("%(project)s is open"), _("Until %(until)s."), urgent=True),
    News("window-moved", WINDOW, _("%(project)s now closes on %(until)s")),
    News("team-invitation", TEAM, _("You are asked into a team for %(project)s"), _("Join it or decline.")),
    News("nudge", WORD, _("A word from the staff"), "%(text)s"),
    News(
        "nobody-found",
        DUTY,
        _("%(project)s has found no evaluator"),
        _("The team has waited since %(since)s. Can you give it an hour?"),
    ),
    News("mentor-wanted", DUTY, _("%(project)s waits for a mentor"), _("Can you give the team an hour?")),
    News("to-decide", DUTY, _("%(project)s: a decision waits for the staff")),
    News(
        "grader-alarm",
        ALARM,
        _("The grader failed on run %(run)d"),
        _("%(project)s. The last fault: %(fault)s"),
        urgent=True,
    ),
    News(
        "queue-alarm",
        ALARM,
        _("Runs wait too long for the grader"),
        _("The oldest one waits for %(minutes)d minutes."),
        urgent=True,
    ),
    News("points-alarm", ALARM, _("The points of %(cohort)s do not add up"), "%(text)s", urgent=True),
)
NEWS = {news.name: news for news in _ALL}
