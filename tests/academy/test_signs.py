"""Numbers below zero, and faults of ours in the words of a language."""

import pytest

from academy.templatetags.faults import fault_in_words
from academy.templatetags.signs import minus, signed


@pytest.mark.parametrize(
    ("number", "alone", "change"),
    [(-42, "−42", "−42"), (3, "3", "+3"), (0, "0", "0"), ("-0.8", "−0.8", "−0.8"), ("0.0", "0.0", "0.0")],
)
def test_below_zero_stands_a_minus_and_no_hyphen(number, alone, change):
    assert (minus(number), signed(number)) == (alone, change)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            "Could not reach the engine: [Errno 2] No such file or directory.",
            "The Docker engine does not answer",
        ),
        (
            "SandboxFault: The box ended. The engine does not answer either.",
            "The Docker engine does not answer",
        ),
        ("The engine refused to make a box: no space left on device.", "The disk there is full"),
        ("The image 'c' is not built. Run: python -m grader.images", "An image is missing there"),
        ("The judge ended without a report.", "A judge did not come to an end"),
        ("A box runs, but its program does not.", "A box did not do what it should"),
        ("KeyError: 'x'", "Something failed on our side"),
    ],
)
def test_a_fault_is_told_in_words(fault, words):
    assert fault_in_words(fault).startswith(words)
