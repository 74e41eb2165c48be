"""C declarations as an author writes them: what travels for each, and the C that makes the call."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["void", "integer", "real", "text", "texts", "bytes", "numbers"]
INTEGERS = {
    **dict.fromkeys(("char", "signed char", "int8_t"), (1, True)),
    **dict.fromkeys(("unsigned char", "uint8_t", "bool", "_Bool"), (1, False)),
    **dict.fromkeys(("short", "short int", "int16_t"), (2, True)),
    **dict.fromkeys(("unsigned short", "uint16_t"), (2, False)),
    **dict.fromkeys(("int", "signed", "signed int", "int32_t"), (4, True)),
    **dict.fromkeys(("unsigned", "unsigned int", "uint32_t"), (4, False)),
    **dict.fromkeys(("long", "long int", "long long", "int64_t", "ssize_t", "ptrdiff_t"), (8, True)),
    **dict.fromkeys(("unsigned long", "unsigned long long", "uint64_t", "size_t"), (8, False)),
}
REALS = {"float": 4, "double": 8}
LETTERS = {"text": "b", "bytes": "b", "texts": "s"}  # of struct block in driver.h
_DECLARATION = re.compile(
    r"^(?P<result>[\w\s*]*[\s*])(?P<name>[A-Za-z_]\w*)\s*\((?P<parameters>[^()]*)\)\s*;?$"
)
_PARAMETER = re.compile(r"^(?P<type>[\w\s*]*[\s*])(?P<name>[A-Za-z_]\w*)$")


@dataclass(frozen=True)
class CType:
    kind: Kind
    size: int = 0  # bytes of it, or of what it points to
    signed: bool = False
    const: bool = False  # what it points to is not changed
    spelled: str = "void"

    @property
    def is_pointer(self) -> bool:
        return self.kind in ("text", "texts", "bytes", "numbers")

    @property
    def letter(self) -> str:
        if self.kind in LETTERS:
            return LETTERS[self.kind]
        return "f" if self.spelled.split("*")[0].split()[-1] in REALS else "i" if self.signed else "u"


@dataclass(frozen=True)
class Function:
    name: str
    result: CType
    parameters: tuple[tuple[str, CType], ...]
    declared: str

    def changed(self) -> Iterator[tuple[str, CType]]:
        """The parameters through which it can change what the caller has."""
        return ((name, kind) for name, kind in self.parameters if kind.is_pointer and not kind.const)


def parse(declaration: str) -> Function:
    """Raises ValueError with a sentence for the author."""
    words = " ".join(declaration.split())
    if not (found := _DECLARATION.match(words)):
        raise ValueError(f"{words} is no declaration of a function with a name for each parameter")
    parameters = tuple(_parameters(found["parameters"].strip()))
    if twice := {name for name, _ in parameters if [n for n, _ in parameters].count(name) > 1}:
        raise ValueError(f"two parameters are called {twice.pop()}")
    return Function(found["name"], _type(found["result"]), parameters, words.rstrip("; "))


def _parameters(text: str) -> Iterator[tuple[str, CType]]:
    if text in ("", "void"):
        return
    for part in text.split(","):
        if not (found := _PARAMETER.match(part.strip())):
            raise ValueError(f"{part.strip()} is no parameter with a name")
        kind = _type(found["type"])
        if kind.kind == "void":
            raise ValueError(f"the parameter {found['name']} has no type that can be given")
        yield found["name"], kind


def _type(text: str) -> CType:
    spelled = " ".join(text.replace("*", " * ").split())
    stars = spelled.count("*")
    words = spelled.replace("*", " ").split()
    base = " ".join(word for word in words if word != "const")
    const = "const" in words
    if stars == 0:
        return _plain(base, spelled)
    if stars == 1 and base == "char":
        return CType("text", 1, const=const, spelled=spelled)
    if stars == 1 and base in ("void", "unsigned char", "signed char"):
        return CType("bytes", 1, const=const, spelled=spelled)
    if stars == 2 and base == "char":
        return CType("texts", 8, const=const, spelled=spelled)
    element = _plain(base, spelled)
    if stars == 1 and element.kind != "void":
        return CType("numbers", element.size, element.signed, const, spelled)
    raise ValueError(f"{spelled} cannot travel: write a function around it that takes what can")


def _plain(base: str, spelled: str) -> CType:
    if base == "void":
        return CType("void")
    if base in REALS:
        return CType("real", REALS[base], spelled=spelled)
    if base in INTEGERS:
        return CType("integer", *INTEGERS[base], spelled=spelled)
    raise ValueError(f"{spelled} is no type that is known here")


def calls(functions: tuple[Function, ...], owned: frozenset[str]) -> str:
    """The generated calls.c. `owned` are the functions whose result the caller frees."""
    parts = ['#include "driver.h"\n']
    parts += [f"extern {function.declared} __attribute__((weak));\n" for function in functions]
    parts += [_call(number, function, function.name in owned) for number, function in enumerate(functions)]
    rows = "".join(
        f"\t{{(void (*)(void)){one.name}, call_{number}}},\n" for number, one in enumerate(functions)
    )
    table = f"const struct function driver_functions[] = {{\n{rows}}};\n"
    return "\n".join([*parts, table, f"const size_t driver_count = {len(functions)};\n"])


def _call(number: int, function: Function, owned: bool) -> str:
    pointers = [place for place, (_, kind) in enumerate(function.parameters) if kind.is_pointer]
    lines = [f"\tstruct block driver_blocks[{max(1, len(pointers))}];"]
    passed = []
    for place, (_, kind) in enumerate(function.parameters):
        if kind.is_pointer:
            slot = pointers.index(place)
            lines.append(f"\tdriver_blocks[{slot}] = driver_take_block('{kind.letter}', {kind.size});")
            passed.append(f"({kind.spelled})driver_blocks[{slot}].at")
        else:
            take = "driver_take_real" if kind.kind == "real" else "driver_take_integer"
            lines.append(f"\t{kind.spelled} driver_plain{place} = ({kind.spelled}){take}();")
            passed.append(f"driver_plain{place}")
    lines += _result(function, f"{function.name}({', '.join(passed)})", owned, len(pointers))
    for slot, place in enumerate(pointers):
        if not function.parameters[place][1].const:
            lines.append(f"\tdriver_put_block(&driver_blocks[{slot}]);")
    lines += [f"\tdriver_free(&driver_blocks[{slot}]);" for slot in range(len(pointers))]
    lines += ["\t(void)driver_blocks;"]
    return f"static void call_{number}(void)\n{{\n" + "\n".join(lines) + "\n}\n"


def _result(function: Function, call: str, owned: bool, blocks: int) -> list[str]:
    result, free = function.result, "true" if owned else "false"
    if result.kind == "void":
        return [f"\t{call};"]
    got = f"\t{result.spelled} driver_result = {call};"
    signed = "(int64_t)" if result.signed else ""
    put = {
        "integer": f"driver_put_integer((uint64_t){signed}driver_result)",
        "real": "driver_put_real(driver_result)",
        "text": f"driver_put_text(driver_result, {free})",
        "texts": f"driver_put_texts((char **)driver_result, {free})",
    }.get(result.kind)
    if put is None:
        about = f"'{result.letter}', {result.size}, {free}, driver_blocks, {blocks}"
        put = f"driver_put_pointer((void *)driver_result, {about})"
    return [got, f"\t{put};"]
