"""Many pictures at once: for each page one sheet with all its looks, and a page that shows the sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

SCALE, TALLEST, GAP = 0.36, 1000, 10  # of the sheet, in its own pixels
GROUND, INK = "#777", "#fff"


@dataclass(frozen=True)
class Look:
    """One picture of a page."""

    file: Path
    language: str
    theme: str
    width: int


def sheet(looks: Sequence[Look], to: Path) -> None:
    """Languages below each other; themes and widths beside each other. What is very tall is cut off."""
    rows = [[look for look in looks if look.language == name] for name in _in_order(looks)]
    pictures = [[_small(look.file) for look in row] for row in rows]
    width = max(sum(one.width + GAP for one in row) for row in pictures) + GAP
    heights = [max(one.height for one in row) + GAP for row in pictures]
    whole = Image.new("RGB", (width, sum(heights) + GAP), GROUND)
    top = GAP
    for row, height in zip(pictures, heights, strict=True):
        left = GAP
        for picture in row:
            whole.paste(picture, (left, top))
            left += picture.width + GAP
        top += height
    ImageDraw.Draw(whole).text((2, 0), to.stem, fill=INK)
    to.parent.mkdir(parents=True, exist_ok=True)
    whole.save(to)


def _in_order(looks: Iterable[Look]) -> list[str]:
    return list(dict.fromkeys(look.language for look in looks))


def _small(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        tallest = min(picture.height, int(TALLEST / SCALE))
        part = picture.convert("RGB").crop((0, 0, picture.width, tallest))
        return part.resize((int(part.width * SCALE), int(part.height * SCALE)), Image.Resampling.BOX)


def index(folder: Path) -> None:
    """FOLDER/index.html: every sheet, each picture of it one click away."""
    parts = ["<!doctype html><meta charset=utf-8><title>Pages</title>"]
    for file in sorted(folder.glob("sheets/*.png")):
        role, _dash, page = file.stem.partition("-")
        files = [one.relative_to(folder) for one in sorted((folder / role).glob(f"{page}-[ke][on]-*.png"))]
        links = " ".join(f'<a href="{escape(str(one))}">{escape(one.stem)}</a>' for one in files)
        parts.append(
            f"<h2>{escape(file.stem)}</h2><p>{links}</p><img src='sheets/{escape(file.name)}' loading=lazy>"
        )
    (folder / "index.html").write_text("\n".join(parts) + "\n")
