"""The places somebody looked at last, as a map application shows them."""

from collections import OrderedDict


class RecentPlaces:
    """At most `capacity` places, each once."""

    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("there must be room for at least one place")
        self.capacity = capacity
        # The oldest first. A plain dict keeps order too, but finding its first key after many deletions is slow.
        self._places = OrderedDict()

    def visit(self, place):
        """Put a place first. Return the place that had to go, or None."""
        self._places[place] = True
        self._places.move_to_end(place)
        if len(self._places) <= self.capacity:
            return None
        oldest, _ = self._places.popitem(last=False)
        print(oldest, "had to go")

    def visit_all(self, places):
        for place in places:
            self.visit(place)

    def forget(self, place):
        """Raises KeyError for a place that is not remembered."""
        del self._places[place]

    def places(self):
        """The places in a new list, the latest first."""
        return list(reversed(self._places))

    def __len__(self):
        return len(self._places)

    def __contains__(self, place):
        return place in self._places
