"""The places somebody looked at last, as a map application shows them."""


class RecentPlaces:
    """At most `capacity` places, each once."""

    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("there must be room for at least one place")
        self.capacity = capacity
        self._places = []

    def visit(self, place):
        if place in self._places:
            self._places.remove(place)
        self._places.append(place)
        return self._places.pop(0) if len(self._places) > self.capacity else None

    def visit_all(self, places):
        for place in places:
            self.visit(place)

    def forget(self, place):
        if place not in self._places:
            raise KeyError(place)
        self._places.remove(place)

    def places(self):
        return self._places[::-1]

    def __len__(self):
        return len(self._places)

    def __contains__(self, place):
        return place in self._places
