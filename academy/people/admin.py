"""People in the admin site. Nobody is made or deleted here: they come by invitation and are deactivated."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import doors
from .admin_log import Logged
from .classes import make_classes
from .models import (
    AccessToken,
    Cohort,
    Enrolment,
    EnrolmentChange,
    Invitation,
    SchoolClass,
    StaffAct,
    User,
)
from .refusals import Refused


class ReadOnly:
    """Mixed into what is only looked at, like the append-only histories."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class EnrolmentsOfPerson(ReadOnly, admin.TabularInline):
    model = Enrolment
    fields = ["cohort", "school_class", "state", "started_on"]
    extra = 0
    show_change_link = True


@admin.register(User)
class UserAdmin(Logged):
    list_display = ["login", "name", "email", "role", "is_active", "joined_at", "last_login"]
    list_filter = ["role", "is_active", "enrolments__state", "enrolments__cohort"]
    search_fields = ["login", "name", "email"]
    fields = ["login", "name", "email", "role", "language", "is_active", "joined_at", "last_login"]
    readonly_fields = ["joined_at", "last_login"]
    inlines = [EnrolmentsOfPerson]
    actions = ["remove_second_factors"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers are changed by superusers only: their address is a key to everything."""
        untouchable = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not untouchable and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:  # staff vouch for the new address; allauth signs in by its own rows
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    @admin.action(description=_("Remove the second factors (lost phone or key)"), permissions=["change"])
    def remove_second_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        allowed = [person for person in queryset if self.has_change_permission(request, person)]
        Authenticator.objects.filter(user__in=allowed).delete()
        for person in allowed:
            self.log_change(request, person, "Removed the second factors.")
        logins = ", ".join(person.login for person in allowed)
        self.message_user(request, gettext("Second factors removed: %(logins)s.") % {"logins": logins or "–"})


class ClassesOfCohort(admin.TabularInline):
    model = SchoolClass
    extra = 0


@admin.register(Cohort)
class CohortAdmin(Logged):
    list_display = ["name", "starts_on", "ends_on", "capacity", "open_signup"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ClassesOfCohort]

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """A new cohort for which nobody wrote classes down gets the usual six."""
        super().save_related(request, form, formsets, change)
        if not change and not form.instance.classes.exists():
            make_classes(form.instance)


class ChangesOfEnrolment(ReadOnly, admin.TabularInline):
    model = EnrolmentChange
    fields = ["changed_at", "before", "after", "reason", "by"]
    readonly_fields = ["changed_at"]
    extra = 0


@admin.register(Enrolment)
class EnrolmentAdmin(Logged):
    """The state is changed on the person's page, with a reason."""

    list_display = ["user", "cohort", "school_class", "state", "started_on"]
    list_filter = ["cohort", "state", "school_class__number"]
    list_select_related = ["user", "cohort", "school_class"]
    search_fields = ["user__login", "user__name", "user__email"]
    autocomplete_fields = ["user", "cohort"]
    fields = ["user", "cohort", "school_class", "state", "started_on"]
    readonly_fields = ["state", "started_on"]
    inlines = [ChangesOfEnrolment]

    def has_delete_permission(self, request: HttpRequest, obj: Enrolment | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Enrolment | None = None) -> list[str]:
        return ["user", "cohort", *self.readonly_fields] if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Enrolment, form: ModelForm, change: bool) -> None:
        if change:
            obj.save(update_fields=["school_class", "changed_at"])
        else:
            # Through the door, so that the points account is opened and full cohorts refuse.
            enrolled = doors.enrol(obj.user, cohort=obj.cohort, school_class=obj.school_class)
            obj.pk, obj._state.adding = enrolled.pk, False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
            # The form once more, as for a first visit; the message says what was refused.
            request.method = "GET"
            return super().changeform_view(request, *args, **kwargs)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["email", "name", "login", "role", "cohort", "school_class", "invited_at", "invited_by"]
    list_filter = ["cohort", "role"]
    list_select_related = ["cohort", "school_class", "invited_by"]
    search_fields = ["email", "name", "login"]
    exclude = ["token"]


@admin.register(AccessToken)
class AccessTokenAdmin(ReadOnly, admin.ModelAdmin):
    """Deleting revokes."""

    list_display = ["user", "name", "scope", "created_at", "expires_at", "used_at"]
    list_filter = ["scope"]
    list_select_related = ["user"]
    search_fields = ["user__login", "name"]
    exclude = ["digest"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.is_staff)


@admin.register(StaffAct)
class StaffActAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "kind", "by", "what", "reason"]
    list_filter = ["kind", "cohort"]
    list_select_related = ["by"]
    search_fields = ["by__login", "what", "reason"]
    exclude = ["people"]
