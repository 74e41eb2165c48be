"""What a page may not hold: scripts, handlers and styles of its own, which the policy of the site refuses."""

from html.parser import HTMLParser

DATA = ("application/json",)  # is read, and never run


def inline(html: str) -> list[str]:
    """The offenders, as short words."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            leads = (value or "").strip().lower().startswith("javascript:")
            if name == "style" or name.startswith("on") or leads:
                self.found.append(f"<{tag} {name}={value!r}>")
