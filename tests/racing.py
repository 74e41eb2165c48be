"""Many people at the same moment."""

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


def refusals(*acts):
    """The sentences of those that were refused."""
    return [told for told in at_once(*acts) if isinstance(told, str)]
