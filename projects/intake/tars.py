"""Tar archives, plain or gzipped: ordinary files only, and an end where the archive says it ends."""

import gzip
import io
import stat
import tarfile

from . import sentences
from .files import Files
from .limits import KIB, Limits, in_words
from .member_names import is_clutter, readable
from .names import shown
from .refused import HandInRefused, Sentence
from .tally import Tally

BLOCK = 512
RECORD = 20 * BLOCK
PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
LINKS = (tarfile.SYMTYPE, tarfile.LNKTYPE)


def read_gzipped_tar(archive: bytes, limits: Limits) -> Files:
    """Inflates to a fixed size only, so that no header can make the parser read more."""
    most = limits.total + limits.entries * 4 * KIB + RECORD
    with gzip.GzipFile(fileobj=io.BytesIO(archive)) as stream:
        tar = stream.read(most + 1)
    if len(tar) > most:
        raise HandInRefused(sentences.TREE_TOO_LARGE.filled(limit=in_words(limits.total)))
    return read_tar(tar, limits)


def read_tar(archive: bytes, limits: Limits) -> Files:
    tally, files = Tally(limits), {}
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:", encoding="utf-8") as opened:
        for member in opened:
            path = readable(member.name.encode("utf-8", "surrogateescape"))
            if is_clutter(path):
                tally.entry()
            elif member.isdir():
                _folder(tally, path)
            else:
                _check_kind(member, path)
                path = tally.file(path, member.size)
                files[path] = (_content(opened, member), bool(member.mode & stat.S_IXUSR))
        # The parser takes a damaged header for the end; the real end is a block of zeros.
        if any(archive[opened.offset : opened.offset + BLOCK]) or len(archive) < opened.offset + BLOCK:
            raise tarfile.ReadError
    return files


def _folder(tally: Tally, path: str) -> None:
    """`tar -c .` lists the folder itself first."""
    path = path.removesuffix("/")
    if path == ".":
        tally.entry()
    else:
        tally.folder(path)


def _content(opened: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = opened.extractfile(member)
    content = stream.read() if stream else b""
    if len(content) != member.size:
        raise tarfile.ReadError
    return content


def _check_kind(member: tarfile.TarInfo, path: str) -> None:
    if member.type in LINKS:
        raise _refused(sentences.LINK, path)
    # `isreg` is true of GNU's sparse files, whose size is a claim without bytes behind it.
    if member.type not in PLAIN or member.sparse:
        raise _refused(sentences.NOT_A_FILE, path)


def _refused(sentence: Sentence, path: str) -> HandInRefused:
    return HandInRefused(sentence.filled(name=shown(path)))
