"""Zip archives: stored or deflated, not encrypted, plain files only, no byte used twice."""

import io
import stat
import zipfile
from itertools import pairwise

from . import sentences
from .files import Files
from .limits import Limits
from .member_names import is_clutter, readable
from .names import shown
from .refused import HandInRefused, Sentence
from .tally import Tally

HEADER = 30  # bytes before the name of a member
ENCRYPTED, UTF8_NAME = 0x1, 0x800
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_zip(archive: bytes, limits: Limits) -> Files:
    """An archive of 8 MiB lists at most 190,000 members, so that reading the list itself stays bounded."""
    tally, files = Tally(limits), {}
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = opened.infolist()
        tally.announce(len(members))
        _check_overlap(members)
        for member in members:
            path = _name(member)
            if is_clutter(path):
                tally.entry()
            elif path.endswith("/"):
                tally.folder(path.removesuffix("/"))
            else:
                _check_kind(member, path)
                path = tally.file(path, member.file_size)
                files[path] = (_content(opened, member), bool(_mode(member) & stat.S_IXUSR))
    return files


def _content(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Never more than was announced; a wrong checksum is noticed at the end."""
    with opened.open(member) as stream:
        content = stream.read()
    if len(content) != member.file_size:
        raise zipfile.BadZipFile
    return content


def _check_kind(member: zipfile.ZipInfo, path: str) -> None:
    kind = stat.S_IFMT(_mode(member))
    if kind == stat.S_IFLNK:
        raise _refused(sentences.LINK, path)
    if kind not in (0, stat.S_IFREG):  # 0: written by a system without modes
        raise _refused(sentences.NOT_A_FILE, path)
    if member.flag_bits & ENCRYPTED:
        raise _refused(sentences.ENCRYPTED, path)
    if member.compress_type not in METHODS:
        raise _refused(sentences.COMPRESSION, path)


def _check_overlap(members: list[zipfile.ZipInfo]) -> None:
    spans = sorted((m.header_offset, m.header_offset + HEADER + m.compress_size) for m in members)
    for (_, end), (start, _) in pairwise(spans):
        if end > start:
            raise HandInRefused(sentences.OVERLAP)


def _name(member: zipfile.ZipInfo) -> str:
    """Not cut at a NUL, unlike `filename`. Without the flag it was decoded as cp437, which loses nothing."""
    if member.flag_bits & UTF8_NAME:
        return member.orig_filename
    return readable(member.orig_filename.encode("cp437"))


def _mode(member: zipfile.ZipInfo) -> int:
    return member.external_attr >> 16


def _refused(sentence: Sentence, path: str) -> HandInRefused:
    return HandInRefused(sentence.filled(name=shown(path)))
