"""Reading a list of people to invite: a CSV file as spreadsheets write it, or one line of a form."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from .models import Cohort
from .refusals import Refused
from .roster_check import Ground
from .roster_rows import Row

MOST_BYTES = 256 << 10
MOST_ROWS = 500
COLUMNS = {
    "email": ("email", "e-mail", "mail", "이메일", "메일"),
    "name": ("name", "이름", "성명"),
    "login": ("login", "id", "아이디", "로그인"),
    "class": ("class", "반"),
    "role": ("role", "역할"),
    "language": ("language", "언어"),
}
REQUIRED = ("email", "name")
COLUMN_OF = {word: column for column, words in COLUMNS.items() for word in words}

Record = tuple[int, dict[str, str]]


def read_csv(raw: bytes, *, cohort: Cohort) -> list[Row]:
    """Every line with what is wrong with it. Raises Refused if the file as a whole cannot be read."""
    return read_text(decode(raw), cohort=cohort)


def read_text(text: str, *, cohort: Cohort) -> list[Row]:
    return read_records(records(text), cohort=cohort)


def read_records(lines: Iterable[Record], *, cohort: Cohort | None) -> list[Row]:
    rows = [Row.of(line, cells) for line, cells in lines]
    Ground.under(rows, cohort=cohort).check(rows)
    return rows


def decode(raw: bytes) -> str:
    """UTF-8 with or without a mark, CP949 as Korean Excel saves CSV, UTF-16 as it saves 'Unicode text'."""
    if len(raw) > MOST_BYTES:
        raise Refused(_("The file is larger than %(size)d kB.") % {"size": MOST_BYTES >> 10})
    # CP949 last: nearly any bytes are valid in it, while UTF-8 is hardly ever so by accident.
    encodings = ["utf-16"] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp949"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("The file is not text in UTF-8 or CP949. Save it as CSV."))


def records(text: str) -> list[Record]:
    """The filled lines as column → cell, with their line numbers. Raises Refused."""
    # The header has no quoted delimiters, so counting beats csv.Sniffer, which guesses from the names.
    first_line = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first_line.count), strict=True)
    filled = (cells for cells in reader if any(cell.strip() for cell in cells))
    try:
        columns = columns_of(next(filled, []))
        found = [(reader.line_num, named(cells, columns, line=reader.line_num)) for cells in filled]
    except csv.Error as error:
        line = {"line": reader.line_num}
        raise Refused(_("Line %(line)d cannot be read: check its quotation marks.") % line) from error
    if not found:
        raise Refused(_("The file has no lines below its first."))
    if len(found) > MOST_ROWS:
        raise Refused(_("The file has more than %(count)d lines. Split it.") % {"count": MOST_ROWS})
    return found


def columns_of(header: list[str]) -> list[str]:
    """The columns that the first line names, in English or Korean. Raises Refused."""
    words = [re.sub(r"\s", "", unicodedata.normalize("NFC", cell)).lower() for cell in header]
    # Spreadsheets keep empty columns that were once in use.
    while words and not words[-1]:
        words.pop()
    unknown = [cell for cell, word in zip(header, words, strict=False) if word not in COLUMN_OF]
    if unknown:
        raise misnamed(_("Unknown column: %(names)s.") % {"names": ", ".join(unknown)[:200]})
    columns = [COLUMN_OF[word] for word in words]
    if len(set(columns)) < len(columns):
        raise misnamed(_("A column is there twice."))
    if any(column not in columns for column in REQUIRED):
        raise misnamed(_("The first line must name the columns, at least email and name."))
    return columns


def misnamed(sentence: str) -> Refused:
    return Refused(sentence + " " + _("Columns are: %(names)s.") % {"names": ", ".join(COLUMNS)})


def named(cells: list[str], columns: list[str], *, line: int) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise Refused(_("Line %(line)d has more cells than the first line.") % {"line": line})
    return dict(zip(columns, cells, strict=False))
