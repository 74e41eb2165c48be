"""The skeleton of a project of any kind: it can be graded at once, and each gap in it is marked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

SKELETONS = Path(__file__).resolve().parent.parent / "skeletons"
KINDS = ("io", "call", "metric", "dialogue", "service")
GAP = "TODO(author)"
TEXTS = (".md", ".yaml", ".py", ".c", ".h", ".sh")


def make(folder: Path, kind: str) -> None:
    """Raises FileExistsError."""
    shutil.copytree(SKELETONS / "common", folder)
    shutil.copytree(SKELETONS / kind, folder, dirs_exist_ok=True)
    files = sorted(
        path.relative_to(folder / "reference").as_posix() for path in (folder / "reference").iterdir()
    )
    project = folder / "project.yaml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("SLUG", folder.name).replace("FILES", ", ".join(files)), encoding="utf-8")


def gaps(folder: Path) -> Iterator[str]:
    """Where something has still to be written: file, line and what."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in TEXTS or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if GAP in line:
                what = line.replace(f"{GAP}: ", "").replace(GAP, "").strip().removesuffix("#").rstrip()
                yield f"{path.relative_to(folder)}:{number}: still to be written: {what[:100]}"
