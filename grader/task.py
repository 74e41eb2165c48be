"""A task: `grading.yaml`, the bytes of the files that it names, and a digest over both.

The reference and the wrong solutions are no part of it: what grades a submission holds no solution, but for
what a maker of fresh cases has to know.
"""

import hashlib
import io
import tarfile
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from projects.folder.source import BadFolder, Document, Name, Written

from . import labels
from .audience import Show
from .judges import AnyStage, literals, metric
from .judges.stage import CaseFilePath, Limits, WorkPath

GRADING = "grading.yaml"
MOST_FILE, MOST_FILES = 8 << 20, 64 << 20  # bytes of one file, of all together


class TaskFile(Written):
    """Everything in `grading.yaml`."""

    image: Name
    needs: tuple[str, ...] = ()  # labels that a worker must offer
    runtime: Literal["runc", "crun", "runsc"] | None = None  # of the box; None: what the engine takes
    limits: Limits = Limits()
    show: Show = Show()
    open: dict[
        WorkPath, CaseFilePath
    ] = {}  # files that people may take home, besides what programs learn from
    stages: Annotated[tuple[AnyStage, ...], Field(min_length=1, max_length=50)]

    @field_validator("needs")
    @classmethod
    def check_needs(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        labels.joined(names)
        return names

    @model_validator(mode="after")
    def check_stages(self) -> Self:
        names = [stage.name for stage in self.stages]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two stages are called {twice[0]}")
        if not any(planned.weight and planned.mandatory for stage in self.stages for planned in stage.plan()):
            raise ValueError("no case counts: a task needs at least one case that can be failed")
        return self


@dataclass(frozen=True)
class Task:
    text: str  # of grading.yaml
    file: TaskFile
    files: dict[str, bytes]

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Raises BadFolder with file, line and reason."""
        path = folder / GRADING
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise BadFolder(path, 0, "the file is missing") from None
        except (OSError, UnicodeDecodeError) as error:
            raise BadFolder(path, 0, f"the file cannot be read: {error}") from None
        return cls._read(text, path, lambda name: _read_file(folder, name))

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The inverse of `pack`. Raises BadFolder."""
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:") as archive:
            found = {entry.name: _content(archive, entry) for entry in archive}
        return cls._read(found.pop(GRADING).decode(), GRADING, found.__getitem__)

    def only(self, names: Set[str]) -> Self:
        """The part of the task that judges the cases `names` (stage/case), and what these need: builds before
        them, and the other lines of a score. It keeps the digest of the whole.
        """
        stages = tuple(left for stage in self.stages if (left := stage.only(names)))
        return replace(self, file=self.file.model_copy(update={"stages": stages}))

    def pack(self) -> bytes:
        """A tar of grading.yaml and the files it names, byte for byte the same for the same task."""
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, content in [(GRADING, self.text.encode()), *sorted(self.files.items())]:
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode = len(content), 0o644
                archive.addfile(entry, io.BytesIO(content))
        return packed.getvalue()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.pack()).hexdigest()

    @property
    def image(self) -> str:
        return self.file.image

    @property
    def images(self) -> list[str]:
        """Every image that grading opens a box of."""
        second = {stage.second_image for stage in self.stages} - {""}
        return [self.image, *sorted(second - {self.image})]

    @property
    def open_files(self) -> dict[str, bytes]:
        """What people may take home, by the names that their programs know it by: never a test."""
        paths: dict[str, str] = {}
        for stage in self.stages:
            if isinstance(stage, metric.Stage) and stage.train:
                paths |= stage.train.given
        return {name: self.files[path] for name, path in (paths | self.file.open).items()}

    @property
    def stages(self) -> tuple[AnyStage, ...]:
        return self.file.stages

    @classmethod
    def _read(cls, text: str, path: Path | str, content_of: Callable[[str], bytes]) -> Self:
        document = Document(text, path)
        literals.thaw(document)
        file = document.read(TaskFile)
        files: dict[str, bytes] = {}
        for where, name in _named(file):
            if name in files:
                continue
            try:
                files[name] = content_of(name)
            except (OSError, KeyError):
                raise document.fail(where, f"{name}: there is no such file") from None
            except ValueError as error:
                raise document.fail(where, f"{name}: {error}") from None
        for number, stage in enumerate(file.stages):
            for where, reason in stage.mistakes(files):
                raise document.fail(("stages", number, *where), reason)
        if sum(map(len, files.values())) > MOST_FILES:
            raise BadFolder(path, 0, f"the files of the cases are larger than {MOST_FILES >> 20} MB together")
        return cls(text, file, files)


def _named(file: TaskFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for inside, name in file.open.items():
        yield ("open", inside), name
    for number, stage in enumerate(file.stages):
        for where, name in stage.named_files():
            yield ("stages", number, *where), name


def _read_file(folder: Path, name: str) -> bytes:
    path = folder / name
    if not path.resolve().is_relative_to((folder / "cases").resolve()):
        raise ValueError("the file is not in cases/")
    if path.stat().st_size > MOST_FILE:
        raise ValueError(f"the file is larger than {MOST_FILE >> 20} MB")
    return path.read_bytes()


def _content(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(entry)
    return file.read() if file else b""
