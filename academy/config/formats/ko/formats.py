"""Korean says before noon or after it first; Django's own format puts it behind the time."""

TIME_FORMAT = "A g:i"
DATETIME_FORMAT = "Y년 n월 j일 A g:i"
