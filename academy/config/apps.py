"""The admin site of the academy, in place of Django's own."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "academy.config.admin.AcademyAdminSite"
