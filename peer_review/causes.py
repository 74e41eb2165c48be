"""Why points moved, in words for the person whose points they are, and the rules in plain words.

Names nobody: who evaluated whom is for `names.py` to say.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Entry, MarketSettings

Reason = Entry.Reason

SENTENCES = {
    Reason.GRANT: gettext_lazy("Points to start with."),
    Reason.HOLD: gettext_lazy(
        "You booked an evaluation of %(project)s. The point is held until it takes place."
    ),
    Reason.EARN: gettext_lazy("You evaluated %(project)s."),
    Reason.FORFEIT: gettext_lazy(
        "You kept time free for %(project)s, and the team cancelled late or did not come."
    ),
    Reason.REFUND: gettext_lazy("The evaluation of %(project)s did not take place, so the point came back."),
    Reason.FINE: gettext_lazy("You cancelled an evaluation of %(project)s late or did not come."),
    Reason.LEAVE: gettext_lazy("You left the cohort, so your points went to everybody."),
    Reason.RETURN: gettext_lazy("A part of what you had above the soft cap went to the common pool."),
    Reason.DIVIDEND: gettext_lazy("You had few points and offered time, so the common pool gave you one."),
    Reason.DONATION: gettext_lazy("You gave this to the common pool. Thank you."),
    Reason.DEPOSIT: gettext_lazy("You objected to a mark. This is put aside until it is answered."),
    Reason.RETURNED: gettext_lazy("You were right to object, so what you had put aside came back."),
    Reason.KEPT: gettext_lazy("The mark was right, so what had been put aside went to the common pool."),
}
RULE_OF = {
    Reason.GRANT: "start",
    Reason.HOLD: "price",
    Reason.EARN: "price",
    Reason.FORFEIT: "cancelling",
    Reason.REFUND: "cancelling",
    Reason.FINE: "cancelling",
    Reason.LEAVE: "leaving",
    Reason.RETURN: "week",
    Reason.DIVIDEND: "week",
    Reason.DONATION: "gifts",
    Reason.DEPOSIT: "objections",
    Reason.RETURNED: "objections",
    Reason.KEPT: "objections",
    Reason.STAFF: "staff",
    Reason.UNDO: "staff",
}


def cause(entry: Entry, moved: int, due: int) -> str:
    """Why somebody's points changed by `moved` and their debt by `due`."""
    told = [_by_staff(entry, moved) if entry.reason in Entry.EXPLAINED else _by_rule(entry)]
    if due > 0:
        told.append(_("You had no point left, so you owe one to the common pool."))
    if due < 0 and entry.reason in (Reason.REFUND, Reason.UNDO):
        told.append(_("You no longer owe it to the common pool."))
    elif due < 0 and entry.reason != Reason.LEAVE:
        told.append(_("It repaid what you owed to the common pool."))
    if entry.reason in (Reason.EARN, Reason.FORFEIT) and not moved and not due:
        told.append(_("You were at the ceiling, so the point went to the common pool."))
    return " ".join(told)


def _by_rule(entry: Entry) -> str:
    project = entry.evaluation.team.project.title if entry.evaluation else ""
    return str(SENTENCES[Reason(entry.reason)]) % {"project": project}


def _by_staff(entry: Entry, moved: int) -> str:
    if entry.reason == Reason.UNDO:
        sentence = _("The staff have undone what happened before. They say: “%(why)s”")
    elif moved < 0:
        sentence = _("The staff have taken points from you. They say: “%(why)s”")
    else:
        sentence = _("The staff have given you points. They say: “%(why)s”")
    return sentence % {"why": entry.note}


def rule(entry: Entry) -> str:
    return RULE_OF.get(Reason(entry.reason), "")


@dataclass(frozen=True)
class Rule:
    """One rule of the market in plain words."""

    name: str
    title: str
    text: str


def rules(market: MarketSettings) -> list[Rule]:
    """The rules that move points, with the numbers of this cohort."""
    number = {name: getattr(market, name) for name in NUMBERS}
    return [
        Rule("start", _("Start"), _("Everybody starts with %(start_points)d points.") % number),
        Rule("price", _("Price"), _price(number)),
        Rule("credit", _("Credit"), _credit(number)),
        Rule("cancelling", _("Cancelling and not coming"), _cancelling(number)),
        Rule("week", _("Every week"), _week(number)),
        Rule("objections", _("Objections"), _objections(number)),
        Rule("gifts", _("Gifts and sales"), _gifts()),
        Rule("staff", _("The staff"), _("The staff can give, take and undo, and always say why.")),
        Rule("leaving", _("Leaving"), _("Whoever leaves the cohort gives their points back.")),
    ]


NUMBERS = (
    "price_points",
    "start_points",
    "target_points",
    "credit_points",
    "fine_points",
    "soft_cap_points",
    "soft_cap_return_percent",
    "ceiling_points",
    "free_cancel_hours",
    "second_opinion_points",
    "appeal_points",
)


def _price(number: dict[str, int]) -> str:
    told = ngettext(
        "An evaluation costs %(price_points)d point, paid by the member with most points. It is held from "
        "the booking on and goes to the evaluator when the sheet is filled.",
        "An evaluation costs %(price_points)d points, paid by the member with most points. They are held "
        "from the booking on and go to the evaluator when the sheet is filled.",
        number["price_points"],
    )
    ceiling = _("Nobody earns above %(ceiling_points)d; what is beyond goes to the common pool.")
    return f"{told} {ceiling}" % number


def _credit(number: dict[str, int]) -> str:
    told = _(
        "A team without points books on credit of the common pool. Nobody owes more than "
        "%(credit_points)d, and the next points that you earn repay it."
    )
    return told % number


def _cancelling(number: dict[str, int]) -> str:
    told = _(
        "Until %(free_cancel_hours)d hours before the start cancelling is free. Later, or if it does not "
        "come, the team loses its point to the evaluator; an evaluator pays %(fine_points)d to the common "
        "pool."
    )
    return told % number


def _week(number: dict[str, int]) -> str:
    told = _(
        "On Monday %(soft_cap_return_percent)d percent of what somebody has above %(soft_cap_points)d "
        "returns to the common pool. If there are fewer than %(target_points)d points a head, the poorest "
        "who offered time get one each."
    )
    return told % number


def _objections(number: dict[str, int]) -> str:
    told = _(
        "A second opinion on a mark costs %(second_opinion_points)d, an appeal %(appeal_points)d. It is put "
        "aside until the answer, returned to a team that was right, and otherwise goes to the common pool."
    )
    return told % number


def _gifts() -> str:
    return _("You can give points to the common pool. While it is full, it pays for everybody's evaluations.")
