"""`python -m academy.rehearsal` reads a script from stdin, and tells progress and result in lines of JSON.

It never meets the database of the site: its own lives in memory.
"""

import gc
import json
import logging
import os
import sys
import tempfile


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATABASE_URL="sqlite://:memory:", REDIS_URL="", VAR_DIR=folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "academy.config.settings"
        import django
        from django.apps import apps
        from django.conf import settings

        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        settings.DATABASES["default"]["ENGINE"] = "academy.rehearsal.alone"
        django.setup()
        # Each savepoint has a name of its own: they would crowd out the statements that are asked again.
        settings.DATABASES["default"].setdefault("OPTIONS", {})["cached_statements"] = 4000
        # The tables as the models have them: history would take ten times as long.
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
        logging.disable(logging.CRITICAL)
        from django.core.management import call_command

        from .play import Script, play

        call_command("migrate", verbosity=0, run_syncdb=True)
        # Everything that is loaded now stays: looking through it for garbage again and again takes a tenth.
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        script = Script.from_json(json.load(sys.stdin))
        result = play(script, lambda *told: print(json.dumps({"done": told}), flush=True))
        print(json.dumps({"result": result.to_json()}), flush=True)


if __name__ == "__main__":
    main()
