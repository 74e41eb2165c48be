"""Mistakes in Python: the operators of cosmic-ray, and functions that return nothing."""

import ast
from collections.abc import Iterator
from itertools import count

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

KINDS = (
    "AddNot",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBreakWithContinue",
    "ReplaceComparisonOperator_",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_",
    "ZeroIterationForLoop",
    *(
        f"ReplaceBinaryOperator_{one}"
        for one in (
            "Add_Sub",
            "Sub_Add",
            "Mul_FloorDiv",
            "Div_Mul",
            "FloorDiv_Mul",
            "Mod_FloorDiv",
            "Pow_Mul",
        )
    ),
)
IDENTITY = ("_Is", "_IsNot")  # `is` for `==` differs where CPython happens to share an object


def variants(text: str) -> Iterator[str]:
    """The program with one mistake each, and never one that does not compile."""
    for changed in (*_of_operators(text), *_of_returns(text)):
        try:
            ast.parse(changed)
        except SyntaxError:
            continue
        yield changed


def _of_operators(text: str) -> Iterator[str]:
    for name in operator_names():
        kind = name.removeprefix("core/")
        if not kind.startswith(KINDS) or kind.endswith(IDENTITY):
            continue
        operator = get_operator(name)()
        for occurrence in count():
            changed = mutate_code(text, operator, occurrence)
            if changed is None:
                break
            yield changed


def _of_returns(text: str) -> Iterator[str]:
    lines = text.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Return) and (value := node.value) and value.end_lineno is not None:
            begin = starts[value.lineno - 1] + value.col_offset
            end = starts[value.end_lineno - 1] + (value.end_col_offset or 0)
            yield (text.encode()[:begin] + b"None" + text.encode()[end:]).decode()
