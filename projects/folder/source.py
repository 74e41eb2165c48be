"""YAML files that people write, read into typed objects; every mistake is told with its file and line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Name = Annotated[str, StringConstraints(pattern=NAME, max_length=60)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Written(BaseModel):
    """Base of everything that authors write: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Written):
    """One text in both languages of the academy."""

    ko: Words
    en: Words

    def in_language(self, code: str) -> str:
        return self.ko if code.startswith("ko") else self.en


class BadFolder(Exception):
    """A folder that cannot be used. Says which file, which line (1-based, 0 when none fits) and why."""

    def __init__(self, path: Path | str, line: int, reason: str):
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = str(path), line, reason


M = TypeVar("M", bound=BaseModel)


class Document:
    """A parsed YAML file that still knows on which line each value stood."""

    def __init__(self, text: str, path: Path | str):
        self.path = path
        try:
            self.data = YAML(typ="rt").load(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise BadFolder(path, mark.line + 1 if mark else 0, error.problem or str(error)) from None
        except (YAMLError, ValueError) as error:
            raise BadFolder(path, 0, str(error).splitlines()[0]) from None
        if not isinstance(self.data, CommentedMap):
            raise BadFolder(path, 1, "expected a mapping of keys to values")

    def line(self, where: Sequence[int | str]) -> int:
        """The line of the deepest part of `where` that stands in the file."""
        node: Any = self.data
        line = 1
        for step in where:
            try:
                mark = node.lc.key(step) if isinstance(node, CommentedMap) else node.lc.item(step)
                node = node[step]
            except (AttributeError, KeyError, IndexError, TypeError):
                continue  # pydantic names union members too: they are no place in the file
            line = mark[0] + 1
        return line

    def fail(self, where: Sequence[int | str], reason: str) -> BadFolder:
        return BadFolder(self.path, self.line(where), reason)

    def read(self, model: type[M]) -> M:
        """Raises BadFolder for the first mistake."""
        try:
            return model.model_validate(plain(self.data))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = list(first["loc"])
            name = ".".join(str(step) for step in where)
            raise self.fail(where, f"{name}: {first['msg']}" if name else first["msg"]) from None


def plain(node: Any) -> Any:
    """Round-trip nodes as ordinary objects, so that no parser type leaks into a model."""
    if isinstance(node, CommentedMap):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, int):
        return int(node)
    return float(node) if isinstance(node, float) else node


def read(path: Path, model: type[M]) -> M:
    """Read one YAML file of a project folder. Raises BadFolder with file and line."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadFolder(path, 0, "the file is missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadFolder(path, 0, f"the file cannot be read: {error}") from None
    return Document(text, path).read(model)
