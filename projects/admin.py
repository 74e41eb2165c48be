"""Projects and work in Django's admin: to look at, not to change behind the rules' back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Attempt, Project, Submission, Team, XpEntry


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Project)
class ProjectAdmin(ReadOnly):
    list_display = ["slug", "circle", "position", "xp", "mandatory", "retired", "loaded_at"]
    list_filter = ["circle", "mandatory", "retired"]
    search_fields = ["slug", "title_ko", "title_en"]


@admin.register(Team)
class TeamAdmin(ReadOnly):
    list_display = ["name", "project", "created_at", "locked_at"]
    list_filter = ["project"]
    search_fields = ["name", "members__login"]


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    list_display = ["team", "number", "state", "grader_score", "peer_mark", "mark", "closed_at"]
    list_filter = ["state", "team__project"]
    search_fields = ["team__name", "team__members__login"]


@admin.register(Submission)
class SubmissionAdmin(ReadOnly):
    list_display = ["attempt", "commit", "files", "size", "source", "submitted_by", "submitted_at"]
    search_fields = ["commit", "tree", "attempt__team__name"]


@admin.register(XpEntry)
class XpEntryAdmin(ReadOnly):
    list_display = ["user", "project", "amount", "created_at"]
    search_fields = ["user__login", "project__slug"]
