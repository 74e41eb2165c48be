"""Refuses autograd.py when it imports more than it may, and tensors.py when it is more than NumPy too."""

import ast
import sys

STANDARD = {"functools", "itertools", "math", "operator"}
ALLOWED = {"autograd.py": STANDARD, "tensors.py": STANDARD | {"numpy"}}
DOORS = {"__import__", "eval", "exec", "compile"}


def refused(tree, allowed):
    """Line and name of everything that is imported and must not be, or might import it."""
    for node in ast.walk(tree):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = ["." if node.level else node.module]
        yield from ((node.lineno, name) for name in names if name.split(".")[0] not in allowed)
        if isinstance(node, ast.Name) and node.id in DOORS:
            yield node.lineno, node.id


for path, allowed in ALLOWED.items():
    with open(path, encoding="utf-8") as source:
        for line, name in refused(ast.parse(source.read()), allowed):
            sys.exit(f"{path}:{line}: {name} may not be used here")
