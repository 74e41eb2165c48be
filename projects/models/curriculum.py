"""A project of the curriculum, as its folder says."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..folder.subjects import LANGUAGES


class Project(models.Model):
    """One row per project folder; `load_curriculum` keeps it as the folder says."""

    class Evaluator(models.TextChoices):
        ANYONE = "anyone", _("every trainee")
        REGISTERED = "registered", _("who has started this project")
        VALIDATED = "validated", _("who has validated this project")
        SENIOR = "senior", _("who has validated this project, and the staff")

    slug = models.SlugField(max_length=60, unique=True)
    title_ko = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100)
    summary_ko = models.CharField(max_length=300)
    summary_en = models.CharField(max_length=300)
    subject_ko = models.TextField()
    subject_en = models.TextField()
    circle = models.PositiveSmallIntegerField(_("circle"))
    position = models.PositiveSmallIntegerField(_("position"))
    xp = models.PositiveIntegerField("XP")
    hours = models.PositiveSmallIntegerField(_("hours"))
    mandatory = models.BooleanField(_("mandatory"), default=True)
    requires = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="opens")
    skills = models.JSONField(default=list)
    files = models.JSONField(default=list)
    team_min = models.PositiveSmallIntegerField(default=1)
    team_max = models.PositiveSmallIntegerField(default=1)
    evaluations = models.PositiveSmallIntegerField(_("evaluations"))
    evaluation_minutes = models.PositiveSmallIntegerField(default=30)
    evaluator = models.CharField(max_length=10, choices=Evaluator, default=Evaluator.ANYONE)
    evaluator_level = models.PositiveSmallIntegerField(default=0)
    pass_mark = models.PositiveSmallIntegerField(default=80)
    grader_pass = models.PositiveSmallIntegerField(default=100)
    grader_weight = models.PositiveSmallIntegerField(default=1)
    peer_weight = models.PositiveSmallIntegerField(default=1)
    must_pass_grader = models.BooleanField(default=True)
    retry_days = models.JSONField(default=list)
    leaderboard = models.BooleanField(_("leaderboard"), default=False)
    scored_per_day = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # hand-ins of a team; None: no limit
    exam = models.JSONField(null=True, blank=True)  # projects.exam_plan; None: it is no exam
    window_hours = models.PositiveSmallIntegerField(null=True, blank=True)  # usual length; None: always open
    track = models.SlugField(_("track"), max_length=60, blank=True)
    track_title_ko = models.CharField(max_length=100, blank=True)
    track_title_en = models.CharField(max_length=100, blank=True)
    mentor = models.BooleanField(_("needs a supervisor"), default=False)
    folder_digest = models.CharField(max_length=64)
    # What the grader asks for, kept in the "tasks" storage. Of an exam empty: its exercises have their own.
    task_digest = models.CharField(max_length=64, blank=True)
    retired = models.BooleanField(_("retired"), default=False)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["circle", "position", "slug"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(team_min__gte=1, team_max__gte=F("team_min")), name="team_size_is_a_range"
            ),
            models.CheckConstraint(condition=Q(pass_mark__range=(1, 125)), name="pass_mark_can_be_reached"),
            models.CheckConstraint(
                condition=Q(evaluation_minutes__in=[15, 30, 45, 60, 75, 90, 105, 120]),
                name="evaluation_takes_whole_quarters",
            ),
            models.CheckConstraint(
                condition=Q(evaluator__in=["anyone", "registered", "validated", "senior"]),
                name="evaluator_rule_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def _in_language(self, field: str) -> str:
        code = (get_language() or LANGUAGES[0])[:2]
        return str(getattr(self, f"{field}_{code if code in LANGUAGES else LANGUAGES[0]}"))

    @property
    def title(self) -> str:
        return self._in_language("title")

    @property
    def summary(self) -> str:
        return self._in_language("summary")

    @property
    def subject(self) -> str:
        return self._in_language("subject")

    @property
    def track_title(self) -> str:
        return self._in_language("track_title")

    @property
    def is_timed(self) -> bool:
        """Whether it is open only in windows: see Window."""
        return self.exam is not None or self.window_hours is not None

    @property
    def is_solo(self) -> bool:
        return self.team_max == 1


class Picture(models.Model):
    """An SVG that a subject shows, checked when its folder was loaded."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="pictures")
    name = models.SlugField(max_length=60)
    svg = models.TextField()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="one_picture_of_a_name")]

    def __str__(self) -> str:
        return f"{self.project}/{self.name}"
