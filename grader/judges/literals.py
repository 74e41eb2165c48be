"""Python values in YAML: `!tuple`, `!set`, `!frozenset`, `!bytes`, `!python`, and keys of any type."""

from collections.abc import Callable
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar

from projects.folder.source import Document, plain

from .values import Code

Where = tuple[str | int, ...]
Makers = dict[str, Callable[[Any], Any]]
_OF_LISTS: Makers = {"!tuple": tuple, "!set": set, "!frozenset": frozenset}
_OF_TEXT: Makers = {"!bytes": lambda text: text.encode("latin-1"), "!python": Code}


def thaw(document: Document) -> None:
    """Replace, in the parsed file, everything that YAML alone cannot say. Raises BadFolder with the line."""
    document.data = _thawed(document, document.data, ())


def _thawed(document: Document, node: Any, where: Where) -> Any:
    """The node with its parts thawed, which still knows its lines; or a Python value in its place."""
    if isinstance(node, CommentedMap):
        for key in node:
            node[key] = _thawed(document, node[key], (*where, key))
        if _tag(node):
            raise document.fail(where, f"{_tag(node)} cannot be made of a mapping")
        by_name = all(isinstance(key, str) for key in node)
        return node if by_name else {plain(key): _whole(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        for number, item in enumerate(node):
            node[number] = _thawed(document, item, (*where, number))
        return _made(document, where, _tag(node), _OF_LISTS, _whole(node)) if _tag(node) else node
    if isinstance(node, TaggedScalar):
        return _made(document, where, _tag(node), _OF_TEXT, str(node.value))
    return node


def _made(document: Document, where: Where, tag: str, makers: Makers, value: Any) -> Any:
    if tag not in makers:
        raise document.fail(where, f"{tag} is not known here; there are {', '.join(makers)}")
    try:
        return makers[tag](value)
    except (TypeError, ValueError) as error:
        raise document.fail(where, f"{tag}: {error}") from None


def _whole(node: Any) -> Any:
    """A thawed node with nothing of the parser left in it."""
    if isinstance(node, dict):
        return {plain(key): _whole(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_whole(item) for item in node]
    return plain(node)


def _tag(node: Any) -> str:
    return str(node.tag.value or "") if node.tag else ""
