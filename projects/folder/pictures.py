"""Pictures of a subject: the SVG files in `pictures/`, which may draw and do nothing else."""

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from .source import NAME, BadFolder

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {
    *("svg", "g", "defs", "marker", "title", "desc", "style", "use", "clipPath", "linearGradient", "stop"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
}
MOST = 64 << 10  # bytes of one picture
SHOWN = re.compile(r"!\[[^\]]*\]\(pictures/([^)\s]*)\)")  # in the Markdown of a subject


def read_pictures(folder: Path, subjects: Iterable[str]) -> dict[str, str]:
    """Name → SVG of every picture of a folder. Raises BadFolder, also for one that is shown and missing."""
    pictures = {path.stem: _read(path) for path in sorted((folder / "pictures").glob("*"))}
    for name in {name for text in subjects for name in SHOWN.findall(text)}:
        if name.removesuffix(".svg") not in pictures or not name.endswith(".svg"):
            raise BadFolder(folder / "pictures" / name, 0, "a subject shows this picture, and it is missing")
    return pictures


def _read(path: Path) -> str:
    if path.suffix != ".svg" or not re.match(NAME, path.stem):
        raise BadFolder(path, 0, "a picture is called like `two-words.svg`")
    try:
        text = path.read_text(encoding="utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:  # before the parser, which would expand them
            raise BadFolder(path, 0, "a picture has no DOCTYPE and no entities")
        root = ElementTree.fromstring(text)  # noqa: S314 -- nothing is left in it that could expand
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        raise BadFolder(path, 0, f"the file is no SVG: {error}") from None
    if len(text.encode()) > MOST:
        raise BadFolder(path, 0, f"the picture is larger than {MOST >> 10} KB")
    if root.tag != f"{SVG}svg" or "viewBox" not in root.attrib:
        raise BadFolder(path, 0, "a picture begins with <svg xmlns=… viewBox=…>")
    for element in root.iter():
        _check(path, element)
    return text


def _check(path: Path, element: ElementTree.Element) -> None:
    name = element.tag.removeprefix(SVG)
    if name not in DRAWING:
        raise BadFolder(path, 0, f"<{name}> is not for pictures; use {', '.join(sorted(DRAWING))}")
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on") or (attribute.endswith("href") and value[:1] != "#"):
            raise BadFolder(path, 0, f"<{name} {attribute}=…> leads out of the picture")
