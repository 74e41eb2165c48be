"""A table as an XLSX file: one sheet, a head that stays and filters, columns as wide as what is in them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from .kinds import Value

LONGEST_TEXT, LONGEST_TITLE = 32767, 31  # letters, says the format
NO_TITLE = re.compile(r"[\[\]:*?/\\']")
MEASURED, NARROWEST, WIDEST = 300, 8, 60  # rows that say how wide a column is; its width in letters
FILTER = 2  # letters that the button of a filter takes beside the word of the head
MOMENT, DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"
PLAIN = {  # nothing is guessed from what a text looks like: one with a = before it stays text
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": MOMENT,
}
UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no way to write these


def drawn(title: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """The file. Moments come without a zone: spreadsheets know none."""
    file = BytesIO()
    with Workbook(file, PLAIN) as book:
        sheet = book.add_worksheet(NO_TITLE.sub(" ", title)[:LONGEST_TITLE])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": DAY})
        sheet.add_write_handler(date, lambda _, *cell: sheet.write_datetime(*cell[:3], day))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(head) - 1)
        for place, width in enumerate(_widths(head, rows)):
            sheet.set_column(place, place, width)
        sheet.write_row(0, 0, head, bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_said(value) for value in row])
    return file.getvalue()


def _said(value: Value) -> Value:
    return UNSAID.sub("", value)[:LONGEST_TEXT] if isinstance(value, str) else value


def _widths(head: Sequence[str], rows: Sequence[Sequence[Value]]) -> Iterator[int]:
    for place, word in enumerate(head):
        lengths = [_length(word) + FILTER, *(_length(row[place]) for row in rows[:MEASURED])]
        yield min(max(max(lengths) + 2, NARROWEST), WIDEST)


def _length(value: Value) -> int:
    """In letters of Latin width: a Korean one is twice as wide."""
    if value is None:
        return 0
    if isinstance(value, datetime):
        return len(MOMENT)
    line = max(str(value).split("\n"), key=len)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)
