"""Many people at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

from django.db import connection
from django.utils import translation

from academy.people.refusals import Refused as RefusedByPeople
from projects.refusals import Refused


def at_once(*acts):
    """Run all of them at the same moment; gives what each returned, or the sentence of its refusal."""
    ready, told = Barrier(len(acts)), []

    def run(act):
        ready.wait()
        try:
            with translation.override("en"):
                told.append(act())
        except (Refused, RefusedByPeople) as refusal:
            with translation.override("en"):
                told.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(told) == len(acts), "somebody fails or waits for ever"
    return told


def storm(acts, threads=7):
    """Run many acts, as many at a time as the pool has connections beside ours; gives what each returned.

    A refusal is its sentence.
    """

    def run(act):
        with translation.override("en"):
            try:
                return act()
            except (Refused, RefusedByPeople) as refusal:
                return str(refusal)

    with ThreadPoolExecutor(threads) as pool:
        told = list(pool.map(run, acts))
        # Each thread holds a connection of its own.
        ready = Barrier(threads)
        list(pool.map(lambda _number: (ready.wait(), connection.close()), range(threads)))
    return told


def refusals(*acts):
    """The sentences of those that were refused."""
    return [told for told in at_once(*acts) if isinstance(told, str)]
