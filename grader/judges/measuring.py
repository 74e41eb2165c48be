"""A line that a score must reach, and how far predictions get."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from grader.measure import Measure, is_whole
from grader.report import Said
from grader.report import say as _

from . import scorers
from .scorers import SCORERS, Form, Scorer
from .truth import Part, Truth

Groups = Literal["worst", "gap"]  # the score of the worst group; how far the best and the worst lie apart
Predictions = Sequence[Any]
OWN = "own"  # the scorer that an author wrote
OwnScore = Callable[[list[Any], list[Any]], float]
PARTS: tuple[Part, Part] = ("public", "private")

_TAKEN: dict[tuple[Form, Form], Callable[[Any], Any]] = {
    ("probabilities", "scores"): lambda each: each[1],
    ("probabilities", "labels"): lambda each: each.index(max(each)),
    ("labels", "clusters"): lambda each: each,
}


@dataclass(frozen=True)
class Ruler:
    scorer: str
    settings: Mapping[str, float]
    step: float
    at: float = 0.0
    groups: Groups | None = None
    own: Scorer | None = None

    @property
    def greater(self) -> bool:
        return self._scorer.greater and self.groups != "gap"

    def mistake(self, shape: Form) -> str | None:
        """What an author wrote that cannot be."""
        if self.scorer.removeprefix("neg_") in SCORERS and self.scorer not in SCORERS:
            return f"write {self.scorer.removeprefix('neg_')}: a loss is best when it is small"
        if self.scorer == OWN and self.own is None:
            return "own_scorer must say where the scorer is"
        if self.scorer not in {*SCORERS, OWN}:
            return f"there is no scorer {self.scorer}; there are {', '.join(sorted(SCORERS))}"
        if wrong := sorted(self.settings.keys() - self._scorer.settings.keys()):
            return f"{self.scorer} has no setting {wrong[0]}"
        if shape != self._scorer.form and (shape, self._scorer.form) not in _TAKEN:
            return f"{self.scorer} needs {self._scorer.form}, but the predictions are {shape}"
        if not is_whole(self.at, step=self.step):
            return (
                f"{self.at} is no multiple of the step {self.step}: passing it would tell more than is shown"
            )
        return None

    def unfit(self, truth: Truth, part: Part) -> str | None:
        """Why these labels do not let themselves be scored so."""
        count = len(truth.classes)
        if self._scorer.classes == "two" and count != 2:
            return f"{self.scorer} is for two classes, and there are {count}"
        if self._scorer.classes == "more" and count < 3:
            return f"{self.scorer} is for three classes and more, and there are {count}"
        for group, rows in self._parted(truth, part).items():
            if len(rows) < 2 or (truth.classes and len({truth.labels[row] for row in rows}) < 2):
                where = f"group {group!r}" if self.groups else "all"
                return f"{where} of the {part} rows needs two classes at least, and two rows"
        return None

    def value(self, sheet: "Sheet", part: Part) -> float:
        """Not finite where the score is not defined for these predictions."""
        each = [
            sheet.score(self._scorer, self.settings, rows)
            for rows in self._parted(sheet.truth, part).values()
        ]
        if not all(map(math.isfinite, each)):
            return math.nan
        if self.groups == "gap":
            return max(each) - min(each)
        return min(each) if self._scorer.greater else max(each)

    def measured(self, sheet: "Sheet") -> Measure | None:
        """On both parts; None where the score is not defined."""
        public, private = (self.value(sheet, part) for part in PARTS)
        if not math.isfinite(public) or not math.isfinite(private):
            return None
        return Measure(self.scorer, self.step, self.greater, public, private)

    def reached(self, value: float) -> bool:
        return math.isfinite(value) and self._measure.reaches(value, self.at)

    def said(self, value: float) -> Said:
        if not math.isfinite(value):
            return _("%(scorer)s is not defined for these predictions.", scorer=self.scorer)
        got, at = self._measure.shown(value), self._measure.shown(self.at)
        words = {"scorer": self.scorer, "got": got, "at": at}
        if self.groups == "gap":
            return _("The groups lie %(got)s apart (%(scorer)s). At most %(at)s is allowed.", **words)
        if self.groups == "worst" and self.greater:
            return _("The worst group reaches %(got)s (%(scorer)s). At least %(at)s is needed.", **words)
        if self.groups == "worst":
            return _("The worst group reaches %(got)s (%(scorer)s). At most %(at)s is allowed.", **words)
        if self.greater:
            return _("%(scorer)s: %(got)s. At least %(at)s is needed.", **words)
        return _("%(scorer)s: %(got)s. At most %(at)s is allowed.", **words)

    @property
    def _measure(self) -> Measure:
        return Measure(self.scorer, self.step, self.greater)

    @property
    def _scorer(self) -> Scorer:
        return self.own if self.own and self.scorer == OWN else SCORERS[self.scorer]

    def _parted(self, truth: Truth, part: Part) -> dict[str, list[int]]:
        """The rows to score together: all of the part, or each group apart."""
        found: dict[str, list[int]] = {}
        for row in truth.rows(part):
            found.setdefault(truth.groups[row] if self.groups else "", []).append(row)
        return found or {"": []}


@dataclass(frozen=True)
class Sheet:
    """Predictions beside the truth, and what computes the author's own score of them."""

    truth: Truth
    found: Predictions
    shape: Form
    own: OwnScore | None = None

    def score(self, scorer: Scorer, settings: Mapping[str, float], rows: Sequence[int]) -> float:
        taken = _TAKEN.get((self.shape, scorer.form), lambda each: each)
        labels = [self.truth.labels[row] for row in rows]
        predicted = [taken(self.found[row]) for row in rows]
        if scorer.name == OWN and self.own:
            return self.own(self._named(labels, scorer.form), self._named(predicted, scorer.form))
        count = len(self.truth.classes)
        return scorers.score(scorer, labels, predicted, classes=count, settings=settings)

    def _named(self, values: list[Any], form: Form) -> list[Any]:
        """Classes by the names that the author gave them."""
        named = form in ("labels", "scores", "probabilities")
        return [self.truth.classes[value] if named and type(value) is int else value for value in values]
