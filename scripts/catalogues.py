"""Says which sentences lack a finished Korean translation, and which translations nothing uses.

Extracts the messages afresh from a copy of the sources, so that the work tree stays as it is. With --write
the catalogue is brought up to date: new sentences come in untranslated, those that nothing uses go.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/ko/LC_MESSAGES/django.po")
SOURCES = ["academy", "projects/*.py", "projects/*/*.py", "grader", "peer_review", "templates"]


def copy_sources(to: Path) -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *SOURCES]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.split("\0"):
        if name.endswith((".py", ".html", ".txt")) and (ROOT / name).exists():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)


def extracted() -> Catalog:
    """Every message of the sources, none translated."""
    with tempfile.TemporaryDirectory() as folder:
        copy_sources(Path(folder))
        (Path(folder) / CATALOGUE).parent.mkdir(parents=True)
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "ko", "--no-wrap"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return read(Path(folder) / CATALOGUE)


def read(path: Path, *, language: str | None = None) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return bool(strings) and all(strings)


def shown(message: Message) -> str:
    """The English sentence, with where it stands."""
    sentence = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
    places = ", ".join(f"{file}:{line}" if line else file for file, line in message.locations[:2])
    return f"{sentence!r} ({places})" if places else repr(sentence)


def faults(wanted: Catalog, kept: Catalog) -> Iterator[str]:
    for message in wanted:
        if message.id and not translated(kept.get(message.id, message.context)):
            yield f"not translated: {shown(message)}"
    for message in kept:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"used by nothing: {shown(message)}"
    for message in kept.obsolete.values():
        yield f"obsolete: {shown(message)}"
    for message, errors in kept.check():
        yield from (f"{error}: {shown(message)}" for error in errors)


def write(wanted: Catalog, kept: Catalog) -> None:
    renewed = Catalog(
        locale="ko",
        project="Bitgoeul",
        version="1",
        header_comment="# What the site says in Korean.",
        creation_date=kept.creation_date,
        revision_date=kept.creation_date,
        last_translator="Bitgoeul",
        language_team="Korean",
        msgid_bugs_address="the maintainers",
        fuzzy=False,
    )
    for message in wanted:
        known = kept.get(message.id, message.context)
        if message.id:
            renewed[message.id] = message
            message.string = known.string if known else ""
            message.flags |= known.flags & {"fuzzy"} if known else set()
    (ROOT / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    with (ROOT / CATALOGUE).open("wb") as file:
        write_po(file, renewed, width=110, include_lineno=False)


def main() -> int:
    wanted = extracted()
    if "--write" in sys.argv[1:]:
        write(wanted, read(ROOT / CATALOGUE, language="ko"))
    found = list(faults(wanted, read(ROOT / CATALOGUE, language="ko")))
    for fault in found:
        print(fault)
    if found:
        print(f"{len(found)} faults in {CATALOGUE}. 'python scripts/catalogues.py --write' adds what is new.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
