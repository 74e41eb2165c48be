import pytest

from peer_review import drafts
from peer_review.drafts import Outdated
from peer_review.models import Evaluation
from projects.refusals import Refused
from tests.peer_review.making import COMMENT, fill
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture

FILLED = {"q-runs": "yes", "q-style": "4", "flag": "ok", "comment": COMMENT}


def keep(evaluation, comment, *, page="tab-one", version=0, by=None):
    return drafts.keep(
        evaluation, by=by or evaluation.evaluator, draft={"comment": comment}, page=page, version=version
    )


def kept(evaluation):
    return Evaluation.objects.get(pk=evaluation.pk).draft


def test_a_draft_is_kept_while_the_sheet_is_open(met, ada):
    assert keep(met, "So far") == 1
    assert keep(met, "So far, so good", version=1) == 2
    assert kept(met) == {"comment": "So far, so good"}

    with pytest.raises(Refused, match="already over"):
        keep(met, "by the team", by=ada)
    assert fill(met).draft == {}
    with pytest.raises(Refused, match="already over"):
        keep(met, "late", version=2)


def test_a_second_tab_goes_on_from_what_it_has_seen_and_the_first_one_is_told(met):
    keep(met, "first")

    assert keep(met, "second", page="tab-two", version=1) == 2

    with pytest.raises(Outdated, match="changed in another tab"):
        keep(met, "first again", version=1)
    assert kept(met) == {"comment": "second"}


def test_a_page_that_missed_an_answer_is_not_taken_for_another_one(met):
    keep(met, "kept, but the answer was lost")

    assert keep(met, "typed on", version=0) == 2


def test_pages_without_a_name_are_not_the_same_page(met):
    keep(met, "one", page="")

    with pytest.raises(Outdated):
        keep(met, "two", page="", version=0)


def test_a_reload_on_another_device_brings_everything_back(site, met, bob):  # noqa: F811
    site(bob).post(path("draft", met.key), {"comment": "On the train", "page": "phone", "version": "0"})

    page = site(bob).get(path("room", met.key))

    assert b"On the train" in page.content
    assert page.context["form"].version == 1
    assert page.context["form"].page != "phone"


def test_an_older_page_is_told_and_overwrites_nothing(site, met, bob):  # noqa: F811
    site(bob).post(path("draft", met.key), {"comment": "newer", "page": "b", "version": "0"})

    answer = site(bob).post(path("draft", met.key), {"comment": "older", "page": "a", "version": "0"})

    assert b"changed in another tab" in answer.content
    assert path("room", met.key).encode() in answer.content
    assert kept(met) == {"comment": "newer"}


def test_an_older_page_does_not_hand_the_sheet_in(site, met, bob):  # noqa: F811
    site(bob).post(path("draft", met.key), {"comment": "newer", "page": "b", "version": "0"})

    answer = site(bob).post(path("room", met.key), FILLED | {"page": "a", "version": "0"})

    assert answer.context["form"].non_field_errors() == [
        "This sheet has been changed in another tab or on another device."
    ]
    assert COMMENT.encode() in answer.content  # what was typed here is still on the screen
    met.refresh_from_db()
    assert met.state == Evaluation.State.BOOKED


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30])
def test_a_version_that_is_none_is_an_old_one(site, met, bob, version):  # noqa: F811
    keep(met, "first")

    site(bob).post(path("draft", met.key), {"comment": "made up", "page": "x", "version": version})

    assert kept(met) == ({"comment": "made up"} if version == "" else {"comment": "first"})
