"""Questions to the database that are asked again and again, whose SQL Django makes once.

Two thirds of a rehearsal would be Django making the same few hundred statements anew. Nothing else
changes: the academy's own code asks, Django's own SQL is run, and rows of the same database come back.

    shape     what of a question stays the same when it is asked again, and what changes
    plan      its SQL, with places for what changes
    answers   rows as what was asked for: objects, tuples, numbers
    adding    new rows
    asking    a QuerySet that remembers how it was made, and becomes a plan when it is asked

Whatever is not understood here (`Unplanned`) is left to Django.
"""

from .asking import planned_once

__all__ = ["planned_once"]
