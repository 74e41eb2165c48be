"""A certificate as PDF: one page, Korean first, with a square that leads to the page that checks it."""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .models import Certificate

WIDTH, HEIGHT = A4
MIDDLE, MARGIN = WIDTH / 2, 24 * mm
PLAIN, STRONG = "Pretendard-Regular", "Pretendard-SemiBold"
INK, SOFT, LIGHT, STONE = HexColor("#14202b"), HexColor("#52606d"), HexColor("#f2c230"), HexColor("#22303c")
COLUMNS = (30, 44, 62, 80, 58, 70, 48, 36)  # heights of the ridge, in millimetres of a tenth


def pdf(certificate: Certificate, *, language: str) -> bytes:
    """Raises ImproperlyConfigured when the fonts have not been built (scripts/assets)."""
    _take_fonts()
    written = BytesIO()
    page = Canvas(written, pagesize=A4, invariant=True)  # the same certificate gives the same bytes
    page.setTitle(f"{gettext('Certificate of completion')} {certificate.number}")
    page.setAuthor(gettext("Bitgoeul"))
    with override(language):
        _frame(page)
        _words(page, certificate)
        _proof(page, certificate)
    page.showPage()
    page.save()
    return written.getvalue()


def _take_fonts() -> None:
    for name in (PLAIN, STRONG):
        if name in pdfmetrics.getRegisteredFontNames():
            continue
        path = finders.find(f"fonts/{name}.ttf")
        if not isinstance(path, str) or not Path(path).exists():
            raise ImproperlyConfigured(f"The font {name} is missing: run scripts/assets.")
        pdfmetrics.registerFont(TTFont(name, path))


def _frame(page: Canvas) -> None:
    """A line of light at the top, and the columns of Seoseokdae at the foot."""
    page.setFillColor(LIGHT)
    page.rect(0, HEIGHT - 5 * mm, WIDTH, 5 * mm, stroke=0, fill=1)
    width = (WIDTH - 2 * MARGIN) / len(COLUMNS)
    for place, tall in enumerate(COLUMNS):
        x, height = MARGIN + place * width, tall / 10 * 4 * mm
        page.setFillColor(STONE)
        page.rect(x, 0, width - 1.2 * mm, height, stroke=0, fill=1)
        page.setFillColor(LIGHT)
        page.rect(x, height, width - 1.2 * mm, 1.4 * mm, stroke=0, fill=1)


def _words(page: Canvas, certificate: Certificate) -> None:
    _line(page, 58 * mm, gettext("Certificate of completion"), 34, font=STRONG)
    _line(page, 70 * mm, certificate.number, 11, colour=SOFT)
    _line(page, 104 * mm, certificate.name, 28, font=STRONG)
    _line(page, 118 * mm, certificate.cohort, 15)
    first, last = (date_format(day, "DATE_FORMAT") for day in (certificate.starts_on, certificate.ends_on))
    _line(page, 127 * mm, f"{first} – {last}", 11.5, colour=SOFT)
    _line(page, 148 * mm, gettext("This person has completed the course above."), 13)
    facts = {"level": certificate.level, "highest": certificate.highest, "projects": certificate.validated}
    _line(
        page,
        157 * mm,
        gettext("Level %(level)d of %(highest)d · %(projects)d projects validated") % facts,
        12,
    )
    issued = timezone.localtime(certificate.issued_at, certificate.enrolment.cohort.zone).date()
    _line(page, 182 * mm, date_format(issued, "DATE_FORMAT"), 12)
    _line(page, 193 * mm, gettext("Bitgoeul"), 18, font=STRONG)


def _proof(page: Canvas, certificate: Certificate) -> None:
    top, side = 222 * mm, 26 * mm
    square = QrCodeWidget(certificate.check_address, barBorder=0, barLevel="M")
    left, bottom, right, upper = square.getBounds()
    scale = (side / (right - left), 0, 0, side / (upper - bottom), 0, 0)
    drawing = Drawing(side, side, transform=scale)
    drawing.add(square)
    renderPDF.draw(drawing, page, MARGIN, HEIGHT - top - side + 6 * mm)
    lines = (
        gettext("Anybody can check this certificate:"),
        f"{settings.SITE_URL}{certificate.check_address.removeprefix(settings.SITE_URL).partition('?')[0]}",
        f"{gettext('Number')}  {certificate.number}",
        f"{gettext('Check code')}  {certificate.spaced_code}",
    )
    for place, words in enumerate(lines):
        page.setFillColor(SOFT if place < 2 else INK)
        page.setFont(PLAIN, 10)
        page.drawString(MARGIN + side + 7 * mm, HEIGHT - top + 1 * mm - place * 6.2 * mm, words)


def _line(
    page: Canvas, below: float, words: str, size: float, *, font: str = PLAIN, colour: HexColor = INK
) -> None:
    """Centred, and smaller when it would not fit."""
    room = WIDTH - 2 * MARGIN
    size = min(size, size * room / max(1.0, pdfmetrics.stringWidth(words, font, size)))
    page.setFillColor(colour)
    page.setFont(font, size)
    page.drawCentredString(MIDDLE, HEIGHT - below, words)
