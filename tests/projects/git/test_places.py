import asyncio

import pytest

from projects.git import places
from projects.git.places import Places
from projects.git.request import Answer


def test_one_person_cannot_take_all_places(monkeypatch):
    monkeypatch.setattr(places, "PATIENCE", 0.05)

    async def crowd():
        counter = Places(total=3, each=2)
        async with counter.taken("ada"), counter.taken("ada"), counter.taken("bob"):
            pass
        async with counter.taken("ada"), counter.taken("ada"), counter.taken("ada"):
            pass

    with pytest.raises(Answer, match="Too many transfers are under way") as refusal:
        asyncio.run(crowd())
    assert refusal.value.status == 503


def test_all_people_together_have_so_many_places_and_get_them_back(monkeypatch):
    monkeypatch.setattr(places, "PATIENCE", 0.05)

    async def crowd():
        counter = Places(total=2, each=2)
        async with counter.taken("ada"), counter.taken("bob"):
            with pytest.raises(Answer):
                async with counter.taken("cy"):
                    pass
        async with counter.taken("cy"), counter.taken("cy"):
            return True

    assert asyncio.run(crowd())
