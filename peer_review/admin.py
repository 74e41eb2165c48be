"""Peer evaluation in Django's admin: to look at, not to change behind the rules' back."""

from django.contrib import admin

from projects.admin import ReadOnly

from .models import (
    Account,
    Entry,
    Evaluation,
    Feedback,
    MarketSettings,
    SettingsChange,
    SheetVersion,
    Transfer,
)


@admin.register(Evaluation)
class EvaluationAdmin(ReadOnly):
    list_display = ["key", "team", "evaluator", "starts_at", "state", "flag", "mark"]
    list_filter = ["state", "cohort", "flag"]
    list_select_related = ["team", "evaluator"]
    search_fields = ["key", "team__name", "evaluator__login", "evaluator__name"]
    date_hierarchy = "starts_at"
    exclude = ["code", "draft"]


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    list_display = ["evaluation", "by", "nice", "rigorous", "interested", "punctual", "given_at"]
    list_select_related = ["evaluation", "by"]


@admin.register(SheetVersion)
class SheetVersionAdmin(ReadOnly):
    list_display = ["project", "digest", "loaded_at"]
    list_filter = ["project"]
    list_select_related = ["project"]


@admin.register(Account)
class AccountAdmin(ReadOnly):
    list_display = ["cohort", "kind", "user", "balance", "owed", "closed_at"]
    list_filter = ["cohort", "kind"]
    list_select_related = ["cohort", "user"]
    search_fields = ["user__login", "user__name"]


class TransfersOfEntry(admin.TabularInline):
    model = Transfer
    can_delete = False
    extra = 0

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ["created_at", "reason", "evaluation", "by", "note"]
    list_filter = ["reason"]
    list_select_related = ["evaluation", "by"]
    search_fields = ["key", "evaluation__key"]
    date_hierarchy = "created_at"
    inlines = [TransfersOfEntry]


@admin.register(MarketSettings)
class MarketSettingsAdmin(ReadOnly):
    list_display = ["cohort", "price_points", "target_points", "pledge_factor"]


@admin.register(SettingsChange)
class SettingsChangeAdmin(ReadOnly):
    list_display = ["changed_at", "market", "by", "reason"]
    list_select_related = ["market__cohort", "by"]
