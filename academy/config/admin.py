"""The admin site of the academy."""

from django.contrib.admin import AdminSite


class AcademyAdminSite(AdminSite):
    pass
