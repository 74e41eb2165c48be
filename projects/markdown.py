"""Markdown of curriculum authors as safe HTML: parsed, code highlighted, then cleaned."""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TextLexer, get_lexer_by_name
from pygments.util import ClassNotFound

TAGS = nh3.ALLOWED_TAGS | {"h1", "h2", "h3", "h4", "figure", "figcaption", "section"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "h2": {"id"},
    "h3": {"id"},
    "span": {"class"},
    "pre": {"class", "tabindex"},
    "code": {"class"},
    "div": {"class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
}
PICTURE = re.compile(r"pictures/[a-z0-9-]+\.svg")  # of the subject itself: see projects/folder/pictures.py


def _highlighted(code: str, language: str, attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language) if language else TextLexer()
    except ClassNotFound:
        lexer = TextLexer()
    lines = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="highlight" tabindex="0"><code>{lines}</code></pre>'


_parser = (
    MarkdownIt("commonmark", {"highlight": _highlighted, "html": False})
    .enable(["table", "strikethrough"])
    .use(anchors_plugin, min_level=2, max_level=3)
)


def _only_pictures(tag: str, attribute: str, value: str) -> str | None:
    return None if (tag, attribute) == ("img", "src") and not PICTURE.fullmatch(value) else value


@lru_cache(maxsize=256)
def render(text: str) -> SafeString:
    """HTML that may stand in a page: no script, no style, no event handler, no foreign scheme."""
    cleaned = nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_pictures,
        url_schemes={"http", "https", "mailto"},
    )
    return mark_safe(cleaned)  # noqa: S308 -- nh3 has just cleaned it


def contents(text: str) -> list[tuple[str, str]]:
    """The second-level headings of a text as (anchor, words)."""
    tokens = _parser.parse(text)
    return [
        (str(token.attrGet("id")), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
