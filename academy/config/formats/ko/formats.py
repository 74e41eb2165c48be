"""The clock of 24 hours, as on all pages; Django puts the half of the day behind the time."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y년 n월 j일 H:i"
