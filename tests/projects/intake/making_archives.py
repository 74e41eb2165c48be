"""Archives, honest and hostile, in a few lines each."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

MIB = 1 << 20


def zipped(files, **options):
    """A zip of {name: content}; a ZipInfo as the name sets everything by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", options.pop("compression", zipfile.ZIP_DEFLATED), **options) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def member(name, mode=0o100644, **facts):
    info = zipfile.ZipInfo(name)
    info.external_attr, info.create_system = mode << 16, 3
    for fact, value in facts.items():
        setattr(info, fact, value)
    return info


def tarred(*members, form=tarfile.GNU_FORMAT):
    """A tar of (name, content) or of TarInfo with content; the content None is a member without bytes."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            if content is not None:
                info.size = len(content)
            archive.addfile(info, io.BytesIO(content or b""))
    return stream.getvalue()


def tar_member(name, kind, **facts):
    info = tarfile.TarInfo(name)
    info.type = kind
    for fact, value in facts.items():
        setattr(info, fact, value)
    return info


def gzipped(content):
    return gzip.compress(content, mtime=0)


def zip_bomb(size):
    """`size` bytes of zeros in one member."""
    return zipped([("zeros.bin", bytes(size))])


def overlapping_zip(count):
    """Many entries of the central directory that all point at the same bytes (a 'quoted' zip bomb)."""
    content = zlib.compress(bytes(MIB))[2:-4]
    name, checksum = b"a.bin", zlib.crc32(bytes(MIB))
    facts = (20, 0, 8, 0, 0, checksum, len(content), MIB, len(name), 0)
    body = struct.pack("<4s5H3L2H", b"PK\3\4", *facts) + name + content
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *facts, 0, 0, 0, 0, 0)
    entries = b"".join(entry + b"%05d" % number for number in range(count))
    ending = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entries), len(body), 0
    )
    return body + entries + ending


def pax_bomb(size):
    """A comment of `size` bytes in front of an honest file."""
    return pax_header(b"%d comment=%b\n" % (size + 18, bytes(size)))


def pax_header(record):
    header = tar_member("././@PaxHeader", tarfile.XHDTYPE, size=len(record))
    padding = bytes(-len(record) % 512)
    return header.tobuf(tarfile.USTAR_FORMAT) + record + padding + tarred(("a.txt", b"a"))


def sparse_tar(real):
    """GNU's old sparse format: one block of bytes that claims to be a file of `real` bytes."""
    header = bytearray(tar_member("sparse.bin", tarfile.GNUTYPE_SPARSE).tobuf(tarfile.GNU_FORMAT))
    header[386:398], header[398:410] = b"00000000000\0", b"00000000000\0"
    header[483:495] = b"%011o\0" % real
    return bytes(checksummed(header)) + bytes(1024)


def pax_sparse_tar(real):
    """The newer sparse format hides in a comment: to a quick look it is a plain file."""
    facts = {"major": 1, "minor": 0, "name": "sparse.bin", "realsize": real}
    records = b"".join(pax_record(f"GNU.sparse.{key}={value}") for key, value in facts.items())
    header = tar_member("././@PaxHeader", tarfile.XHDTYPE, size=len(records)).tobuf(tarfile.USTAR_FORMAT)
    holes = b"1\n0\n1\n".ljust(512, b"\0") + b"x".ljust(512, b"\0")
    return header + records.ljust(512, b"\0") + tarred(("GNUSparseFile.0/sparse.bin", holes))


def pax_record(text):
    size = len(text) + 4  # two digits, a space and the end of the line
    return f"{size} {text}\n".encode()


def checksummed(header):
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return header
