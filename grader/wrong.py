"""The wrong solutions that an author plants in a folder, each laid over the reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from projects.folder.project import PathName
from projects.folder.source import BadFolder, Bilingual, Written, read

from .local_tree import read_tree
from .sandbox import Files


class WrongFile(Written):
    """`wrong.yaml`: why a solution is wrong, and where that must show."""

    why: Bilingual
    fails: Annotated[tuple[str, ...], Field(min_length=1)]  # stage/case
    passes: tuple[str, ...] = ()
    removes: tuple[PathName, ...] = ()  # files of the reference that this solution has not got


@dataclass(frozen=True)
class Wrong:
    name: str
    about: WrongFile
    tree: Files
    changes: bool = True  # something of the reference; False: all its files lie beside those of the reference

    @property
    def named(self) -> frozenset[str]:
        """The cases that decide whether it fails as it should."""
        return frozenset(map(full, (*self.about.fails, *self.about.passes)))


def read_wrong(folder: Path, reference: Files) -> Iterator[Wrong]:
    """The wrong solutions, each laid over the reference. Raises BadFolder."""
    for path in sorted((folder / "wrong").glob("*")):
        if not path.is_dir():
            raise BadFolder(path, 0, "wrong/ holds one folder per wrong solution and nothing else")
        about = read(path / "wrong.yaml", WrongFile)
        tree = {name: file for name, file in reference.items() if name not in about.removes}
        own = {name: file for name, file in read_tree(path).items() if name != "wrong.yaml"}
        if tree | own == reference:
            raise BadFolder(path, 0, "it does not differ from the reference")
        yield Wrong(
            path.name, about, tree | own, changes=bool(about.removes or own.keys() & reference.keys())
        )


def full(name: str) -> str:
    """A stage without cases of its own may be called by its name alone."""
    return name if "/" in name else f"{name}/{name}"
