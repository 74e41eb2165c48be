import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judges import values
from grader.judges.values import Code, Malformed, Opaque, decode, differences, encode, parse, same, written

hashable = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
plain = st.recursive(
    hashable | st.complex_numbers(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.sets(hashable)
        | st.frozensets(hashable)
        | st.dictionaries(hashable, inner)
    ),
    max_leaves=20,
)


@given(plain)
def test_plain_data_travels_there_and_back(value):
    sent = json.dumps({"value": encode(value)}).encode("utf-8", "surrogatepass")

    assert same(decode(parse(sent)["value"]), value)


@given(plain)
def test_a_value_is_written_as_python_reads_it(value):
    assert same(eval(written(value)), value)  # noqa: S307


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (True, 1),
        (1, 1.0),
        ([1], (1,)),
        ("a", b"a"),
        ({1}, frozenset({1})),
        (None, False),
        ({"a": 1}, {"a": 1, "b": None}),
        ([1, 2], [1]),
        (Opaque("Liar", "1"), 1),
        (math.nan, 0.0),
    ],
)
def test_values_of_another_type_or_shape_are_not_the_same(got, expected):
    assert not same(got, expected)
    assert not same(expected, got)


def test_floats_may_differ_within_the_tolerance():
    assert same(0.1 + 0.2, 0.3, tolerance=1e-9)
    assert not same(0.1 + 0.2, 0.3)
    assert same(1e9 + 1, 1e9, tolerance=1e-6)
    assert same(math.nan, math.nan)
    assert same(math.inf, math.inf)


def test_the_place_of_a_difference_is_told():
    got = {"a": [1, 2, {"b": 3}], "c": ()}

    assert list(differences(got, {"a": [1, 2, {"b": 4}], "c": (0,)})) == ["['a'][2]['b']", "['c'][0]"]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"v": NaN}',
        b"[" * 100_000,
        b'{"v": ' + b"9" * 5000 + b"}",
    ],
)
def test_an_answer_that_is_no_json_is_malformed(answer):
    with pytest.raises(Malformed):
        parse(answer)


@pytest.mark.parametrize(
    "data",
    [
        1.5,
        {"t": "nonsense", "v": 1},
        {"t": "set", "v": [[1]]},
        {"t": "set", "v": 1},
        {"t": "int", "v": "0x" + "f" * 200_000},
        {"t": "int", "v": 3},
        {"t": "bytes", "v": "§"},
        {"t": "dict", "v": [[1, 2, 3]]},
        {"t": "dict", "v": [[[], 2]]},
        {"t": "float", "v": "0x1p99999"},
        {"t": "python", "v": "1"},
        {"t": ["tuple"], "v": []},
        {"v": 1},
        {"t": "tuple", "v": [], "more": 1},
    ],
)
def test_a_value_that_the_driver_would_not_send_is_malformed(data):
    with pytest.raises(Malformed):
        decode(data)


def test_a_value_nested_without_end_is_malformed():
    data = []
    for _ in range(200):
        data = [data]

    with pytest.raises(Malformed, match="too deep"):
        decode(data)


@pytest.mark.parametrize("honest", [0, 100_000])
def test_keys_chosen_to_collide_are_malformed(honest):
    prime = (1 << 61) - 1  # the modulus of Python's hash of numbers
    colliding = [{"t": "int", "v": hex(prime * number)} for number in range(2, 50_000)]
    colliding += range(1, honest)

    with pytest.raises(Malformed, match="same hash"):
        decode({"t": "set", "v": colliding})


def test_a_number_of_any_size_can_be_shown():
    huge = 10**20_000

    assert written([huge]) == f"[{hex(huge)}]"
    assert list(differences({huge: 1}, {huge: 2})) == [f"[{hex(huge)}]"]


def test_only_plain_data_can_be_sent():
    with pytest.raises(ValueError, match="type object cannot be given"):
        encode([object()])


def test_code_is_found_wherever_it_stands():
    assert values.has_code({"a": [(1, Code("2"))]})
    assert not values.has_code({"a": [(1, "2")]})
