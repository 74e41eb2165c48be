"""Formats of dates and times where ours differ from Django's."""
