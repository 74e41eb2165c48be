"""News for people: on the page and by mail. `telling.tell` is the only way in."""
