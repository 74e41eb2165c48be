import pytest
from django.db import IntegrityError, transaction

from peer_review import remarks
from peer_review.models import Remark
from projects import trees
from projects.refusals import Refused
from tests.peer_review.making import fill
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture

SCRIPT = "<script>alert(1)</script>"


def write(evaluation, text, *, by=None, file="main.py", line=1):
    return remarks.write(evaluation, by=by or evaluation.evaluator, path=file, line=line, text=text)


def texts():
    return list(Remark.objects.values_list("path", "line", "text"))


def test_a_remark_is_written_changed_and_taken_back(met):
    write(met, " Why print? ")
    assert texts() == [("main.py", 1, "Why print?")]

    write(met, "Why print here?")
    assert texts() == [("main.py", 1, "Why print here?")]

    write(met, "  ")
    assert texts() == []


@pytest.mark.parametrize(("file", "line"), [("main.py", 0), ("main.py", 2), ("../x", 1), ("none.py", 1)])
def test_a_remark_needs_a_line_of_the_pinned_work(met, file, line):
    with pytest.raises(Refused, match="no such line"):
        write(met, "What?", file=file, line=line)


def test_only_the_evaluator_remarks_and_only_until_the_sheet_is_filled(met, ada, sora):
    for other in (ada, sora):
        with pytest.raises(Refused, match="Only the evaluator"):
            write(met, "Mine", by=other)
    fill(met)

    with pytest.raises(Refused, match="already over"):
        write(met, "Late")


def test_before_the_meeting_nothing_is_written(booked):
    with pytest.raises(Refused, match="once both sides have met"):
        write(booked, "Early")


def test_the_team_reads_remarks_under_their_lines_once_the_sheet_is_filled(site, met, ada, bob):  # noqa: F811
    write(met, SCRIPT)
    assert b"alert(1)" not in site(ada).get(path("evaluation", met.key)).content

    fill(met)

    page = site(ada).get(path("evaluation", met.key)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert SCRIPT not in page
    assert page.index("hello") < page.index("alert(1)")


def test_remarks_outlive_the_work(met, settings, tmp_path):
    write(met, "Good.")
    fill(met)
    stores = {name: dict(store) for name, store in settings.STORAGES.items()}
    stores["trees"]["OPTIONS"] = {"location": tmp_path / "empty"}
    settings.STORAGES = stores
    with pytest.raises(trees.TreeLost):
        trees.load(met.attempt.submission.tree)

    shown = remarks.told(met)[0].remarks[0]

    assert (shown.remark.text, shown.code) == ("Good.", None)


def test_the_form_opens_on_the_chosen_line_and_keeps_the_remark(site, met, bob):  # noqa: F811
    address = f"{path('remark', met.key)}?file=main.py&line=1"
    page = site(bob).get(path("file", met.key), {"file": "main.py", "line": "1"}).content.decode()
    assert address.replace("&", "&amp;") in page

    answer = site(bob).post(address, {"text": SCRIPT}, follow=True)

    assert "&lt;script&gt;alert(1)" in answer.content.decode()
    site(bob).post(address, {"text": SCRIPT, "delete": "yes"})
    assert texts() == []


def test_staff_read_remarks_and_write_none(site, met, sora):  # noqa: F811
    page = site(sora).get(path("file", met.key), {"file": "main.py", "line": "1"})
    assert b"<textarea" not in page.content

    site(sora).post(f"{path('remark', met.key)}?file=main.py&line=1", {"text": "Mine"})

    assert texts() == []


@pytest.mark.parametrize("bad", [{"line": 0}, {"text": ""}, {"path": ""}])
def test_the_database_refuses_a_remark_that_says_nothing_or_stands_nowhere(met, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(**{"evaluation": met, "path": "main.py", "line": 1, "text": "x"} | bad)


def test_the_database_keeps_one_remark_a_line(met):
    write(met, "One")

    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(evaluation=met, path="main.py", line=1, text="Two")
