"""News for people: on the page, by mail and by push. `telling.tell` is the only way in."""
