"""Refuses ex04/streams.py when it imports itertools: the exercise is to write those tools."""

import ast
import sys

with open("ex04/streams.py", encoding="utf-8") as source:
    tree = ast.parse(source.read())
for node in ast.walk(tree):
    imported = [name.name for name in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        imported = [node.module or ""]
    if "itertools" in imported:
        sys.exit(f"ex04/streams.py:{node.lineno}: itertools may not be imported here")
