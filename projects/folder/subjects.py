"""Subject texts: one Markdown file for each language of the academy."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from .source import BadFolder

PathName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}$")]
LANGUAGES = ("ko", "en")
MIN_SUBJECT = 400  # characters: less is a stub, not a subject


def read_subject(path: Path, *, least: int = MIN_SUBJECT) -> str:
    """Raises BadFolder for a text that is missing, has no title or fewer than `least` characters."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadFolder(path, 0, "the file is missing") from None
    except UnicodeDecodeError:
        raise BadFolder(path, 0, "the file is not UTF-8") from None
    if not re.match(r"# \S", text):
        raise BadFolder(path, 1, "a subject starts with a title line '# …'")
    if len(text) < least:
        raise BadFolder(path, 0, f"a subject of {len(text)} characters explains nothing")
    return text
