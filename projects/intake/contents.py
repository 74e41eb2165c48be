"""Bytes of an archive → files. Nothing is written to a disk, no link followed, no member 'extracted'."""

import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from . import sentences
from .files import Files
from .limits import Limits
from .refused import HandInRefused
from .tars import read_gzipped_tar, read_tar
from .zips import read_zip

ZIP, EMPTY_ZIP, GZIP, TAR, TAR_AT = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"ustar", 257

# What the parsers of the standard library raise when an archive lies about itself.
DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    struct.error,
    ValueError,
)


def read_contents(archive: bytes, limits: Limits) -> Files:
    """Raises HandInRefused, and nothing else whatever the bytes are."""
    read = _reader_of(archive)
    try:
        return read(archive, limits)
    except DAMAGE:
        raise HandInRefused(sentences.ARCHIVE_DAMAGED) from None


def _reader_of(archive: bytes) -> Callable[[bytes, Limits], Files]:
    if archive.startswith((ZIP, EMPTY_ZIP)):
        return read_zip
    if archive.startswith(GZIP):
        return read_gzipped_tar
    if archive[TAR_AT:].startswith(TAR):
        return read_tar
    raise HandInRefused(sentences.NOT_AN_ARCHIVE)
