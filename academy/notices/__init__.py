"""News for people: on the page, by mail, by push. `telling.tell` is the only way in."""
