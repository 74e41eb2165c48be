"""Fixtures that every folder of tests may use."""

import os
import shutil

import pytest

collect_ignore = ["attacks"]  # hostile hand-ins, some of which would like to be collected

# The browser's sync API keeps a loop running in the test's thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_runtest_setup(item):
    from django.db import connection

    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time: set DATABASE_URL to a PostgreSQL server")
    if item.get_closest_marker("sqlite") and connection.vendor != "sqlite":
        pytest.skip("long, and the same on every database: it runs on SQLite")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    system = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "args": QUIET, **({"executable_path": system} if system else {})}


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Trees, tasks, repositories and mail of a test live and die with it."""
    stores = {name: dict(store) for name, store in settings.STORAGES.items()}
    for name in ("default", "trees", "tasks"):
        stores[name]["OPTIONS"] = {"location": tmp_path / name}
    stores["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = stores
    settings.REPOSITORIES_DIR = tmp_path / "repositories"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def english():
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Tables that are made of the models, without migrations, get the triggers that a migration adds."""
    from academy.people import append_only

    if request.config.getvalue("nomigrations"):
        with django_db_blocker.unblock():
            for table in append_only.TABLES:
                append_only.add_triggers("default", table)


@pytest.fixture(autouse=True, scope="session")
def _logs_can_be_emptied():
    """After a test that commits, Django empties every table; the triggers of SQLite would refuse it."""
    from django.db import connection
    from django.test import TransactionTestCase

    from academy.people import append_only

    tear_down = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        tables = append_only.TABLES if connection.vendor == "sqlite" else ()
        for table in tables:
            append_only.drop_triggers("default", table)
        tear_down(self)
        for table in tables:
            append_only.add_triggers("default", table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield
