"""The exception of this app."""


class Refused(Exception):
    """Something a person asked for cannot be done. The message is a sentence for them."""
