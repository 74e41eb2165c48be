"""prepare.py FILE: gets the database ready to serve; the sign-ins of a new demo cohort go to FILE alone.

With `--demo [--people N] [--weeks N]` only the cohort with months of history is made.
One process for three commands, because starting Django is most of the time that each of them takes.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(sign_ins: Path, *, full: bool, **size: int) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    try:
        if not full:
            call_command("migrate", interactive=False)
            call_command("load_curriculum")
        with sign_ins.open("w") as file:
            call_command("demo", full=full, stdout=file, **size)
    except CommandError as error:
        sys.exit(f"CommandError: {error}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sign_ins", type=Path)
    parser.add_argument("--demo", dest="full", action="store_true")
    parser.add_argument("--people", type=int, default=180)
    parser.add_argument("--weeks", type=int, default=22)
    main(**vars(parser.parse_args()))
