import pytest

from grader.judges.truth import Split, read

HALVES = Split(public=0.5, seed=7)


def test_labels_of_classes_are_the_numbers_of_their_classes():
    truth = read(b"label\nyes\nno\nyes\n", "labels", (), None)

    assert (truth.labels, truth.classes) == ((1, 0, 1), ("no", "yes"))


def test_an_author_may_order_the_classes():
    truth = read(b"label\nyes\nno\n", "scores", ("yes", "no"), None)

    assert truth.labels == (0, 1)


def test_without_a_split_both_parts_are_all_rows():
    truth = read(b"label\n1\n2\n", "numbers", (), None)

    assert truth.rows("public") == truth.rows("private") == [0, 1]


def test_a_column_can_fix_the_split():
    truth = read(b"label,split,group\n1,public,a\n2,private,b\n3,public,a\n", "numbers", (), None)

    assert (truth.rows("public"), truth.rows("private")) == ([0, 2], [1])
    assert truth.groups == ("a", "b", "a")


def test_a_seed_draws_the_same_rows_every_time():
    content = b"label\n" + b"1\n" * 10

    truth = read(content, "numbers", (), HALVES)

    assert truth.rows("public") == [2, 3, 4, 7, 8]
    assert sorted(truth.rows("public") + truth.rows("private")) == list(range(10))
    assert read(content, "numbers", (), Split(public=0.5, seed=8)).rows("public") != truth.rows("public")


def test_the_label_of_a_ranking_says_what_each_item_is_worth():
    assert read(b"label\na=3 b=1\n", "ranking", (), None).labels == ({"a": 3.0, "b": 1.0},)


@pytest.mark.parametrize(
    ("content", "form", "reason"),
    [
        (b"", "labels", "it needs a head"),
        (b"labels\n1\n", "labels", "it needs a head"),
        (b"label,id\n1,2\n", "labels", "it needs a head"),
        (b"label,group\n1\n", "labels", "a line is too short"),
        (b"label\nx\n", "numbers", "could not convert"),
        (b"label\nnan\n", "numbers", "nan is not finite"),
        (b"label,split\n1,later\n", "numbers", "neither public nor private"),
        (b"label\na=0\n", "ranking", "no item is worth anything"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content, form, reason):
    with pytest.raises(ValueError, match=reason):
        read(content, form, (), None)


def test_a_label_outside_the_classes_is_refused():
    with pytest.raises(ValueError, match="'c' is none of the classes"):
        read(b"label\na\nc\n", "labels", ("a", "b"), None)


def test_a_file_is_split_once():
    with pytest.raises(ValueError, match="a column split already"):
        read(b"label,split\n1,public\n2,private\n", "numbers", (), HALVES)
