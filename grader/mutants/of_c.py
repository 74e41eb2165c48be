"""Mistakes in C: operators, bounds, constants and returns, found by their tokens.

Declarations look like expressions to it, so some of what it makes does not compile; that is left out later.
"""

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"""(?P<skip>/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:\\\n|[^\n])*)
    |(?P<ret>\breturn\b[^;\n]+;)
    |(?P<number>(?<![\w.])\d+(?![\w.]))
    |(?P<sign>->|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%]=|[-+<>!/%])""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
NOTHING = re.compile(r"return\s*\(?\s*(?:0|NULL)\s*\)?\s*;")
OTHERS = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "&&": ("||",),
    "||": ("&&",),
    "++": ("--",),
    "--": ("++",),
    "+": ("-",),
    "-": ("+",),
    "/": ("*",),
    "%": ("/",),
    "+=": ("-=",),
    "-=": ("+=",),
    "*=": ("/=",),
    "/=": ("*=",),
    "%=": ("/=",),
    "!": ("",),
    "<<": (">>",),
    ">>": ("<<",),
}


def variants(text: str) -> Iterator[str]:
    position = 0
    while found := TOKEN.search(text, position):
        for other in _others(found):
            yield text[: found.start()] + other + text[found.end() :]
        # What is returned holds mistakes of its own.
        position = found.start() + len("return") if found["ret"] else found.end()


def _others(found: re.Match[str]) -> tuple[str, ...]:
    if found["number"]:
        number = int(found["number"])
        return (str(number + 1), *([str(number - 1)] if number else []))
    if found["ret"]:
        return () if NOTHING.fullmatch(found["ret"]) else ("return 0;",)
    return OTHERS.get(found["sign"] or "", ())
