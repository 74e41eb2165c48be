"""What travels between the judge and the C driver, without a box."""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.judges import c_signature, c_wire
from grader.judges.c_signature import CType


@pytest.mark.parametrize(
    ("declaration", "result", "parameters"),
    [
        ("size_t ft_strlen(const char *s)", "integer", [("s", "text", 1, True)]),
        (
            "char **ft_split(char const *s, char c);",
            "texts",
            [("s", "text", 1, True), ("c", "integer", 1, False)],
        ),
        (
            "void *ft_memset(void *b, int c, size_t len)",
            "bytes",
            [("b", "bytes", 1, False), ("c", "integer", 4, False), ("len", "integer", 8, False)],
        ),
        (
            "double mean(const double *of, unsigned  int n)",
            "real",
            [("of", "numbers", 8, True), ("n", "integer", 4, False)],
        ),
        ("int\n*range(void)", "numbers", []),
        ("void nothing()", "void", []),
    ],
)
def test_a_declaration_is_read(declaration, result, parameters):
    function = c_signature.parse(declaration)

    assert function.result.kind == result
    assert [(name, kind.kind, kind.size, kind.const) for name, kind in function.parameters] == parameters


@pytest.mark.parametrize(
    "declaration",
    [
        "int",
        "int f(int)",
        "int f(struct list *l)",
        "int f(void (*each)(int))",
        "int f(int a, int a)",
        "int f(char ***deep)",
        "f(int a)",
        'int f(int a); system("id")',
        "int f(int a) { return 1; }",
        "#define f(a)",
    ],
)
def test_what_is_no_declaration_that_can_be_called_is_refused(declaration):
    with pytest.raises(ValueError, match=r".+"):
        c_signature.parse(declaration)


@pytest.mark.parametrize(
    ("declaration", "args"),
    [
        ("int f(int a)", []),
        ("int f(int a)", [1 << 31]),
        ("int f(unsigned a)", [-1]),
        ("int f(int a)", ["1"]),
        ("int f(int a)", [1.0]),
        ("int f(int a)", [None]),
        ("int f(char a)", ["ab"]),
        ("int f(const char *s)", [1]),
        ("int f(const int *s)", [["x"]]),
        ("int f(char **s)", [["x", None]]),
        ("int f(double d)", ["x"]),
    ],
)
def test_a_value_that_does_not_fit_is_a_mistake_of_the_author(declaration, args):
    with pytest.raises(c_wire.Misfit):
        c_wire.pack(c_signature.parse(declaration), args)


def test_values_are_packed_by_their_type():
    function = c_signature.parse("int f(char c, const char *s, void *b, const short *n, double d, char **l)")

    packed = c_wire.pack(function, ["A", "hé", b"\0\1", [-1, 2], 0.5, ["x"]])

    assert packed == b"".join(
        [
            *((65).to_bytes(8, "big"), b"\0\0\0\4h\xc3\xa9\0", b"\0\0\0\2\0\1"),
            *(b"\0\0\0\2" + b"\xff" * 8 + (2).to_bytes(8, "big"), struct.pack(">d", 0.5)),
            *(b"\0\0\0\1", b"\0\0\0\2x\0"),
        ]
    )
    assert c_wire.pack(c_signature.parse("int f(const char *s)"), [None]) == b"\xff\xff\xff\xff"


KINDS = [
    *(CType("integer", 4, True), CType("real", 8), CType("text", 1), CType("texts", 8), CType("bytes", 1)),
    CType("numbers", 2, False, spelled="uint16_t *"),
]


@given(st.binary(max_size=200), st.sampled_from(KINDS))
@example(b"\xff\xff\xff\xff", KINDS[2])  # no text at all
@example(b"\0\0\0\2\0\0\0\1x", KINDS[3])  # the second text is missing
@example(b"\xff\xff\xff\xfe", KINDS[4])  # four gigabytes that do not come
@example(b"M\x7f\xff\xff\xff", KINDS[5])
@example(b"A\xff\0\0\0\0", KINDS[5])  # a pointer into an argument that there is not
def test_an_answer_is_read_whole_or_refused(answer, kind):
    reader = c_wire.Reader(answer)

    try:
        reader.value(kind)
        reader.end()
    except c_wire.Garbled:
        return
